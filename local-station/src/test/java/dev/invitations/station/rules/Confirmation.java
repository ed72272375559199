package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.Source.model;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.HttpSubscriber.Post;
import dev.invitations.station.rules.Trial.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.Subscription;

/** How an endpoint says that it wants to be one, and no longer. */
final class Confirmation {
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final String GOODBYE = "UnsubscribeConfirmation";
    private static final String NOTIFICATION = "Notification";

    private static final String FIELDS = "Message, MessageId, Signature, SignatureVersion, SigningCertURL,"
            + " SubscribeURL, Timestamp, Token, TopicArn, Type";

    static final List<Rule> RULES = about(
            "Confirmation",
            rule("Subscribe with an HTTP endpoint", SEEN, "pending confirmation", trial -> {
                String url = trial.endpoint().url();
                return trial.sns
                        .subscribe(request ->
                                request.topicArn(trial.topic).protocol("http").endpoint(url))
                        .subscriptionArn();
            }),
            rule("the same with ReturnSubscriptionArn", SEEN, "its ARN", trial -> {
                String arn = trial.subscribe("http", trial.endpoint().url(), Map.of());
                return arn.startsWith(trial.topic + ":") ? "its ARN" : arn;
            }),
            rule(
                    "Subscribe with a queue of another account",
                    documented("Sending messages to a queue in a different account"),
                    "pending confirmation",
                    trial -> trial.sns
                            .subscribe(request -> request.topicArn(trial.topic)
                                    .protocol("sqs")
                                    .endpoint("arn:aws:sqs:us-east-1:111122223333:queue"))
                            .subscriptionArn()
                            .replace(trial.topic, "confirmed")
                            .replaceFirst("confirmed.*", "confirmed")),
            rule("a listing of an HTTP subscription", documented("ListSubscriptions"), "PendingConfirmation", trial -> {
                trial.subscribe("http", trial.endpoint().url(), Map.of());
                return listed(trial).subscriptionArn();
            }),
            rule(
                    "a topic counts it",
                    model("GetTopicAttributes"),
                    "pending 1, confirmed 0; then pending 0, confirmed 1",
                    trial -> {
                        HttpSubscriber endpoint = trial.endpoint();
                        trial.subscribe("http", endpoint.url(), Map.of());
                        String before = counts(trial);
                        trial.get(subscribeUrl(endpoint.first(CONFIRMATION)));
                        return before + "; then " + counts(trial);
                    }),
            rule(
                    "headers of the SubscriptionConfirmation",
                    SEEN,
                    "content-type text/plain; charset=UTF-8, user-agent Amazon Simple Notification Service Agent,"
                            + " with x-amz-sns-message-id and x-amz-sns-topic-arn, without x-amz-sns-subscription-arn",
                    trial -> headers(pending(trial), trial)),
            rule(
                    "fields of its body",
                    SEEN,
                    FIELDS,
                    trial -> Trial.fields(pending(trial).json())),
            rule(
                    "its text",
                    documented("HTTP/HTTPS SubscriptionConfirmation format"),
                    "You have chosen to subscribe to the topic (its ARN). To confirm the subscription, visit the"
                            + " SubscribeURL included in this message.",
                    trial -> pending(trial).json().path("Message").asText().replace(trial.topic, "(its ARN)")),
            rule("GET of its SubscribeURL, unsigned", SEEN, "200, confirmed", trial -> {
                int status = trial.get(subscribeUrl(pending(trial))).statusCode();
                return status + ", " + state(trial);
            }),
            rule("the same twice", SEEN, "200, confirmed, with the same ARN", trial -> {
                String url = subscribeUrl(pending(trial));
                String first = withoutRequestId(trial.get(url).body());
                var again = trial.get(url);
                return again.statusCode() + ", " + state(trial) + ", with "
                        + (withoutRequestId(again.body()).equals(first) ? "the same ARN" : "another");
            }),
            rule("ConfirmSubscription with its token, twice", SEEN, "confirmed, with the same ARN", trial -> {
                String token = token(pending(trial));
                String first = confirm(trial, token);
                return state(trial) + ", with " + (confirm(trial, token).equals(first) ? "the same ARN" : "another");
            }),
            rule(
                    "ConfirmationWasAuthenticated after each of them",
                    model("GetSubscriptionAttributes"),
                    "GET false, ConfirmSubscription true",
                    trial -> {
                        HttpSubscriber one = trial.endpoint();
                        HttpSubscriber other = trial.endpoint();
                        String byGet = trial.subscribe("http", one.url(), Map.of());
                        trial.get(subscribeUrl(one.first(CONFIRMATION)));
                        String bySignature = trial.confirmed(other, Map.of());
                        return "GET " + trial.attributes(byGet).get("ConfirmationWasAuthenticated")
                                + ", ConfirmSubscription "
                                + trial.attributes(bySignature).get("ConfirmationWasAuthenticated");
                    }),
            rule(
                    "a token that nobody was given",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: Token",
                    trial -> Seen.refusal(() -> confirm(trial, "51b2ff3edb475b7d91550e0ab6edf0c1".repeat(8)))),
            rule(
                    "a token that is none",
                    SEEN,
                    "400 InvalidParameter: Invalid token",
                    trial -> Seen.refusal(() -> confirm(trial, "token"))),
            rule(
                    "a token of another region's topic",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: Topic",
                    trial -> Seen.refusal(() -> trial.sns.confirmSubscription(
                            request -> request.topicArn(trial.topic.replace("us-east-1", "eu-west-1"))
                                    .token("51b2ff3edb475b7d91550e0ab6edf0c1".repeat(8))))),
            rule(
                    "an ARN that is none, with a token",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: Topic",
                    trial -> Seen.refusal(() -> trial.sns.confirmSubscription(
                            request -> request.topicArn("topic").token("51b2ff3edb475b7d91550e0ab6edf0c1".repeat(8))))),
            rule("a token within two days", model("ConfirmSubscription"), "confirmed", trial -> {
                        String token = token(pending(trial));
                        trial.cloud.advance(Duration.ofHours(47));
                        confirm(trial, token);
                        return state(trial);
                    })
                    .needs("two days"),
            rule("a token after two days", model("ConfirmSubscription"), "400 InvalidParameter", trial -> {
                        String token = token(pending(trial));
                        trial.cloud.advance(Duration.ofHours(49));
                        return Seen.whetherRefused(() -> confirm(trial, token));
                    })
                    .needs("two days"),
            rule(
                            "a subscription that is pending for three days",
                            documented("Deleting a subscription"),
                            "there after two days, gone after three",
                            trial -> {
                                pending(trial);
                                trial.cloud.advance(Duration.ofHours(71));
                                int before = count(trial);
                                trial.cloud.advance(Duration.ofHours(2));
                                return (before == 1 ? "there" : "gone") + " after two days, "
                                        + (count(trial) == 1 ? "there" : "gone") + " after three";
                            })
                    .needs("three days"),
            rule("Unsubscribe while it is pending", documented("Deleting a subscription"), "still there", trial -> {
                String arn = trial.subscribe("http", trial.endpoint().url(), Map.of());
                Seen.refusal(() -> trial.sns.unsubscribe(request -> request.subscriptionArn(arn)));
                return count(trial) == 1 ? "still there" : "gone";
            }),
            rule("Publish while it is pending", documented("HTTP/HTTPS endpoints"), "nothing is sent", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                trial.subscribe("http", endpoint.url(), Map.of());
                endpoint.first(CONFIRMATION);
                Queue witness = trial.queue();
                trial.subscribe(witness, Map.of());
                trial.publish("hello");
                trial.receive(witness);
                return endpoint.all(NOTIFICATION).isEmpty() ? "nothing is sent" : "it is sent";
            }),
            rule(
                    "a RedrivePolicy that is set while it is pending",
                    documented("SNS dead-letter queues"),
                    "not shown",
                    trial -> {
                        String arn = trial.subscribe("http", trial.endpoint().url(), Map.of());
                        Seen.refusal(() -> trial.set(arn, "RedrivePolicy", Trial.redrivePolicy(Trial.missingQueue())));
                        return trial.attributes(arn).containsKey("RedrivePolicy") ? "shown" : "not shown";
                    }),
            rule(
                    "a RedrivePolicy given to Subscribe with an HTTP endpoint",
                    documented("SNS dead-letter queues"),
                    "not shown",
                    trial -> {
                        String arn = trial.subscribe("http", trial.endpoint().url(), Trial.redriveTo(trial.queue()));
                        return trial.attributes(arn).containsKey("RedrivePolicy") ? "shown" : "not shown";
                    }),
            rule("a RedrivePolicy that is set once it is confirmed", SEEN, "shown", trial -> {
                String arn = trial.confirmed(trial.endpoint(), Trial.redriveTo(trial.queue()));
                return trial.attributes(arn).containsKey("RedrivePolicy") ? "shown" : "not shown";
            }),
            rule(
                    "Unsubscribe of a confirmed endpoint tells it with",
                    SEEN,
                    FIELDS,
                    trial -> Trial.fields(unsubscribed(trial, trial.endpoint()).json())),
            rule(
                    "headers of that UnsubscribeConfirmation",
                    SEEN,
                    "content-type text/plain; charset=UTF-8, user-agent Amazon Simple Notification Service Agent,"
                            + " with x-amz-sns-message-id and x-amz-sns-topic-arn, with x-amz-sns-subscription-arn",
                    trial -> headers(unsubscribed(trial, trial.endpoint()), trial)),
            rule("the token in it", SEEN, "a new one", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                String goodbye = token(unsubscribed(trial, endpoint));
                return goodbye.equals(token(endpoint.first(CONFIRMATION))) ? "the first" : "a new one";
            }),
            rule(
                    "GET of the SubscribeURL in it",
                    documented("HTTP/HTTPS UnsubscribeConfirmation format"),
                    "subscribed again",
                    trial -> {
                        String url = subscribeUrl(unsubscribed(trial, trial.endpoint()));
                        trial.get(url);
                        return count(trial) == 1 ? "subscribed again" : "not subscribed";
                    }),
            rule(
                    "GET of the UnsubscribeURL of a notification",
                    documented("HTTP/HTTPS notification JSON format"),
                    "200, unsubscribed",
                    trial -> {
                        HttpSubscriber endpoint = trial.endpoint();
                        trial.confirmed(endpoint, Map.of());
                        return unsubscribeByUrl(trial, endpoint);
                    }),
            rule(
                    "the same where it was confirmed with AuthenticateOnUnsubscribe",
                    model("ConfirmSubscription"),
                    "403, still subscribed",
                    trial -> {
                        HttpSubscriber endpoint = trial.endpoint();
                        trial.subscribe("http", endpoint.url(), Map.of());
                        String token = token(endpoint.first(CONFIRMATION));
                        trial.sns.confirmSubscription(request ->
                                request.topicArn(trial.topic).token(token).authenticateOnUnsubscribe("true"));
                        return unsubscribeByUrl(trial, endpoint);
                    }),
            rule(
                    "Unsubscribe by the owner, signed, of such a one",
                    model("ConfirmSubscription"),
                    "unsubscribed",
                    trial -> {
                        HttpSubscriber endpoint = trial.endpoint();
                        String arn = trial.subscribe("http", endpoint.url(), Map.of());
                        String token = token(endpoint.first(CONFIRMATION));
                        trial.sns.confirmSubscription(request ->
                                request.topicArn(trial.topic).token(token).authenticateOnUnsubscribe("true"));
                        trial.sns.unsubscribe(request -> request.subscriptionArn(arn));
                        return count(trial) == 0 ? "unsubscribed" : "still subscribed";
                    }));

    private Confirmation() {}

    /** What a new endpoint is asked to confirm by. */
    private static Post pending(Trial trial) throws Exception {
        HttpSubscriber endpoint = trial.endpoint();
        trial.subscribe("http", endpoint.url(), Map.of());
        return endpoint.first(CONFIRMATION);
    }

    private static Post unsubscribed(Trial trial, HttpSubscriber endpoint) {
        String arn = trial.confirmed(endpoint, Map.of());
        trial.sns.unsubscribe(request -> request.subscriptionArn(arn));
        return endpoint.first(GOODBYE);
    }

    private static String unsubscribeByUrl(Trial trial, HttpSubscriber endpoint) throws Exception {
        trial.publish("hello");
        String url = endpoint.first(NOTIFICATION).json().path("UnsubscribeURL").asText();
        int status = trial.get(url).statusCode();
        return status + ", " + (count(trial) == 0 ? "unsubscribed" : "still subscribed");
    }

    private static String headers(Post post, Trial trial) {
        boolean topic = trial.topic.equals(post.headers().getFirst("x-amz-sns-topic-arn"));
        boolean id =
                post.json().path("MessageId").asText().equals(post.headers().getFirst("x-amz-sns-message-id"));
        return "content-type " + post.headers().getFirst("Content-Type") + ", user-agent "
                + post.headers().getFirst("User-Agent")
                + (id && topic ? ", with" : ", without") + " x-amz-sns-message-id and x-amz-sns-topic-arn"
                + (post.headers().containsKey("x-amz-sns-subscription-arn") ? ", with" : ", without")
                + " x-amz-sns-subscription-arn";
    }

    private static String confirm(Trial trial, String token) {
        return trial.sns
                .confirmSubscription(request -> request.topicArn(trial.topic).token(token))
                .subscriptionArn();
    }

    private static String subscribeUrl(Post post) {
        return post.json().path("SubscribeURL").asText();
    }

    private static String token(Post post) {
        return post.json().path("Token").asText();
    }

    private static String withoutRequestId(String answer) {
        return answer.replaceAll("<RequestId>.*</RequestId>", "");
    }

    private static Subscription listed(Trial trial) {
        return trial.sns
                .listSubscriptionsByTopic(request -> request.topicArn(trial.topic))
                .subscriptions()
                .getFirst();
    }

    private static int count(Trial trial) {
        return trial.sns
                .listSubscriptionsByTopic(request -> request.topicArn(trial.topic))
                .subscriptions()
                .size();
    }

    private static String state(Trial trial) {
        return listed(trial).subscriptionArn().equals("PendingConfirmation") ? "pending" : "confirmed";
    }

    private static String counts(Trial trial) {
        Map<String, String> shown = trial.attributesOfTopic();
        return "pending " + shown.get("SubscriptionsPending") + ", confirmed " + shown.get("SubscriptionsConfirmed");
    }
}
