package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** What clients see. */
final class Shapes {
    private static final String IP = "400 InvalidParameter: Invalid parameter: ";

    private static final String ONE_RETRY = """
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":6,"numRetries":1}}}""";

    static final List<Rule> RULES = about(
            "Shapes that clients see",
            rule(
                    "attributes of a new topic",
                    SEEN,
                    "DisplayName, EffectiveDeliveryPolicy, Owner, Policy, SubscriptionsConfirmed, SubscriptionsDeleted,"
                            + " SubscriptionsPending, TopicArn",
                    trial -> Seen.sorted(trial.attributesOfTopic().keySet())),
            rule(
                    "its EffectiveDeliveryPolicy",
                    SEEN,
                    "defaultHealthyRetryPolicy, defaultRequestPolicy, disableSubscriptionOverrides; 3 retries, 20 to 20 s"
                            + " apart, linear",
                    trial -> effective(trial)),
            rule(
                    "the same where one retry was set",
                    SEEN,
                    "defaultHealthyRetryPolicy, defaultRequestPolicy, disableSubscriptionOverrides; 1 retry, 5 to 6 s"
                            + " apart, linear",
                    trial -> {
                        trial.setTopic("DeliveryPolicy", ONE_RETRY);
                        return effective(trial);
                    }),
            rule("an attribute that was set and emptied", SEEN, "not shown", trial -> {
                trial.setTopic("DeliveryPolicy", ONE_RETRY);
                trial.setTopic("DeliveryPolicy", "");
                return trial.attributesOfTopic().containsKey("DeliveryPolicy") ? "shown" : "not shown";
            }),
            rule(
                    "an attribute that is none",
                    SEEN,
                    IP + "AttributeName",
                    trial -> Seen.refusal(() -> trial.setTopic("Nonsense", "1"))),
            rule(
                    "attributes of a queue's subscription",
                    SEEN,
                    "ConfirmationWasAuthenticated, Endpoint, Owner, PendingConfirmation, Protocol, RawMessageDelivery,"
                            + " SubscriptionArn, SubscriptionPrincipal, TopicArn",
                    trial -> Seen.sorted(trial.attributes(trial.subscribe(trial.queue(), Map.of()))
                            .keySet())),
            rule(
                    "attributes of an HTTP subscription",
                    SEEN,
                    "ConfirmationWasAuthenticated, EffectiveDeliveryPolicy, Endpoint, Owner, PendingConfirmation,"
                            + " Protocol, RawMessageDelivery, SubscriptionArn, SubscriptionPrincipal, TopicArn",
                    trial -> Seen.sorted(trial.attributes(
                                    trial.subscribe("http", trial.endpoint().url(), Map.of()))
                            .keySet())),
            rule("SubscriptionPrincipal", SEEN, "arn:aws:iam::000000000000:user/(name)", trial -> trial.attributes(
                            trial.subscribe(trial.queue(), Map.of()))
                    .get("SubscriptionPrincipal")
                    .replaceFirst("/[^/]+$", "/(name)")),
            rule(
                    "DeliveryPolicy of a subscription where only the content type was set",
                    SEEN,
                    "{\"healthyRetryPolicy\":null,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
                            + "\"requestPolicy\":{\"headerContentType\":\"text/csv\"},\"guaranteed\":false}",
                    trial -> {
                        String arn = trial.confirmed(
                                trial.endpoint(),
                                Map.of("DeliveryPolicy", "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}"));
                        return Trial.json(trial.attributes(arn).get("DeliveryPolicy"))
                                .toString();
                    }),
            rule(
                    "a subscription that does not exist",
                    SEEN,
                    "404 NotFound: Subscription does not exist",
                    trial -> Seen.refusal(
                            () -> trial.attributes(trial.topic + ":51b2ff3e-db47-5b7d-9155-0e0ab6edf0c1"))),
            rule(
                    "a topic that does not exist",
                    SEEN,
                    "404 NotFound: Topic does not exist",
                    trial -> Seen.refusal(
                            () -> trial.sns.getTopicAttributes(request -> request.topicArn(trial.topic + "x")))),
            rule(
                    "an ARN of one part",
                    SEEN,
                    IP + "TopicArn Reason: An ARN must have at least 6 elements, not 1",
                    trial -> Seen.refusal(
                            () -> trial.sns.getTopicAttributes(request -> request.topicArn("randomstring")))),
            rule(
                    "a topic's name with a dot",
                    SEEN,
                    IP + "Topic Name",
                    trial -> Seen.refusal(() -> trial.sns.createTopic(request -> request.name("a.b")))),
            rule(
                    "a protocol that is none",
                    SEEN,
                    IP + "Amazon SNS does not support this protocol string: pigeon",
                    trial -> Seen.refusal(() -> trial.subscribe("pigeon", "x", Map.of()))),
            rule("Subscribe by sms", SEEN, "listed with its ARN", trial -> listed(trial, "sms", "+15551234567")),
            rule(
                    "Subscribe by email",
                    SEEN,
                    "listed as PendingConfirmation",
                    trial -> listed(trial, "email", "ann@example.com")),
            rule(
                    "a phone that is none",
                    SEEN,
                    "400 InvalidParameter: Invalid SMS endpoint: NAA+1",
                    trial -> Seen.refusal(() -> trial.subscribe("sms", "NAA+1", Map.of()))),
            rule(
                    "an e-mail address that is none",
                    SEEN,
                    IP + "Email address",
                    trial -> Seen.refusal(() -> trial.subscribe("email", "nobody", Map.of()))),
            rule(
                    "https with an http endpoint",
                    SEEN,
                    IP + "Endpoint must match the specified protocol",
                    trial -> Seen.refusal(() -> trial.subscribe("https", "http://example.com/", Map.of()))),
            rule(
                    "the account of a caller whose key has twelve digits",
                    documented("the local station"),
                    "arn:aws:sns:eu-central-1:111122223333:trains",
                    trial -> {
                        try (SnsClient other = trial.cloud.sns("111122223333", Region.EU_CENTRAL_1)) {
                            return other.createTopic(request -> request.name("trains"))
                                    .topicArn();
                        }
                    }),
            rule("a topic of the same name in another account", documented("ARNs"), "another topic", trial -> {
                try (SnsClient other = trial.cloud.sns("111122223333", Region.US_EAST_1)) {
                    String name = trial.topic.substring(trial.topic.lastIndexOf(':') + 1);
                    String arn =
                            other.createTopic(request -> request.name(name)).topicArn();
                    other.subscribe(
                            request -> request.topicArn(arn).protocol("sqs").endpoint(Trial.missingQueue()));
                    return trial.attributesOfTopic()
                                    .get("SubscriptionsConfirmed")
                                    .equals("0")
                            ? "another topic"
                            : "the same topic";
                }
            }),
            rule("a queue of another region with the same name", documented("ARNs"), "lost", trial -> {
                Queue queue = trial.queue();
                trial.subscribe("sqs", queue.arn().replace("us-east-1", "eu-west-1"), Map.of());
                return trial.fate(queue);
            }),
            rule("a page of 101 topics", documented("ListTopics"), "100, 1", trial -> {
                String account = String.valueOf(100_000_000_000L + (System.nanoTime() & 0xFFFFFFFFL));
                try (SnsClient own = trial.cloud.sns(account, Region.EU_WEST_1)) {
                    IntStream.range(0, 101).forEach(i -> own.createTopic(request -> request.name("topic-" + i)));
                    return own.listTopicsPaginator().stream()
                            .map(page -> String.valueOf(page.topics().size()))
                            .collect(Collectors.joining(", "));
                }
            }),
            rule("a page of 101 subscriptions", documented("ListSubscriptionsByTopic"), "100, 1", trial -> {
                IntStream.range(0, 101).forEach(_ -> trial.subscribe("sqs", Trial.missingQueue(), Map.of()));
                return trial.sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(trial.topic)).stream()
                        .map(page -> String.valueOf(page.subscriptions().size()))
                        .collect(Collectors.joining(", "));
            }),
            rule("the wire of an answer", SEEN, "text/xml, PublishResponse, PublishResult, RequestId", trial -> {
                var answer = trial.post(
                        "Action=Publish&Version=2010-03-31&Message=hello&TopicArn=" + trial.topic,
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=000000000000/20261122/us-east-1/sns/aws4_request,"
                                + " SignedHeaders=host, Signature=0");
                String type = answer.headers().firstValue("content-type").orElse("no content type");
                return type
                        + Stream.of("PublishResponse", "PublishResult", "RequestId")
                                .filter(name -> answer.body().contains("<" + name))
                                .map(name -> ", " + name)
                                .collect(Collectors.joining());
            }));

    private Shapes() {}

    private static String effective(Trial trial) {
        JsonNode http = Trial.json(trial.attributesOfTopic().get("EffectiveDeliveryPolicy"))
                .path("http");
        JsonNode retries = http.path("defaultHealthyRetryPolicy");
        if (http.isMissingNode()) {
            return "without http";
        }
        int count = retries.path("numRetries").asInt();
        return Trial.fields(http) + "; " + count + (count == 1 ? " retry, " : " retries, ")
                + retries.path("minDelayTarget").asInt() + " to "
                + retries.path("maxDelayTarget").asInt() + " s apart, "
                + retries.path("backoffFunction").asText();
    }

    private static String listed(Trial trial, String protocol, String endpoint) {
        trial.subscribe(protocol, endpoint, Map.of());
        String arn = trial.sns
                .listSubscriptionsByTopic(request -> request.topicArn(trial.topic))
                .subscriptions()
                .getFirst()
                .subscriptionArn();
        return arn.startsWith(trial.topic + ":") ? "listed with its ARN" : "listed as " + arn;
    }
}
