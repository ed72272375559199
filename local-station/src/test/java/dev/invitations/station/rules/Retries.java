package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.Source.unverified;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.HttpSubscriber.Post;
import dev.invitations.station.rules.Trial.Queue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** How often SNS tries, and what it gives up at once. */
final class Retries {
    private static final Rule.Source PAGE = documented("SNS message delivery retries");

    static final List<Rule> RULES = about(
            "Retries and what is permanent",
            rule(
                    "EffectiveDeliveryPolicy of an HTTP subscription",
                    SEEN,
                    "3 retries, 20 to 20 s apart, linear",
                    trial -> {
                        String arn = trial.subscribe("http", trial.endpoint().url(), Map.of());
                        var policy = Trial.json(trial.attributes(arn).get("EffectiveDeliveryPolicy"))
                                .path("healthyRetryPolicy");
                        return policy.path("numRetries").asInt() + " retries, "
                                + policy.path("minDelayTarget").asInt() + " to "
                                + policy.path("maxDelayTarget").asInt() + " s apart, "
                                + policy.path("backoffFunction").asText();
                    }),
            rule("an endpoint that always answers 500", SEEN, "4 attempts, then dead-lettered", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(500);
                Queue deadLetters = trial.queue();
                trial.confirmed(endpoint, Trial.redriveTo(deadLetters));
                trial.publish("hello");
                return attempts(trial, endpoint, deadLetters);
            }),
            rule(
                            "the attempts at an endpoint that answers 500, by the clock",
                            SEEN,
                            "1 at once, 1 after 19 s, 2 after 21 s, 4 after 61 s",
                            trial -> {
                                HttpSubscriber endpoint = trial.endpoint().answering(500);
                                trial.confirmed(endpoint, Map.of());
                                trial.publish("hello");
                                int first = endpoint.await("Notification", 1).size();
                                int[] seen = IntStream.of(19, 2, 40)
                                        .map(seconds -> {
                                            trial.cloud.advance(Duration.ofSeconds(seconds));
                                            return endpoint.all("Notification").size();
                                        })
                                        .toArray();
                                return first + " at once, " + seen[0] + " after 19 s, " + seen[1] + " after 21 s, "
                                        + seen[2] + " after 61 s";
                            })
                    .needs("a minute"),
            rule("the MessageId of a retry", PAGE, "the same", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(500, 200);
                trial.confirmed(endpoint, Map.of());
                trial.publish("hello");
                endpoint.await("Notification", 1);
                trial.cloud.advance(Duration.ofSeconds(21));
                return endpoint.await("Notification", 2).stream()
                                        .map(Post::json)
                                        .map(json -> json.path("MessageId").asText())
                                        .distinct()
                                        .count()
                                == 1
                        ? "the same"
                        : "another";
            }),
            rule(
                    "an endpoint that always answers 429",
                    documented("Fanout to HTTP/S endpoints"),
                    "4 attempts, then dead-lettered",
                    trial -> {
                        HttpSubscriber endpoint = trial.endpoint().answering(429);
                        Queue deadLetters = trial.queue();
                        trial.confirmed(endpoint, Trial.redriveTo(deadLetters));
                        trial.publish("hello");
                        return attempts(trial, endpoint, deadLetters);
                    }),
            triedOnce(302),
            triedOnce(404),
            rule("a message that got a 404", unverified("redriveClientErrors"), "dead-lettered", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(404);
                Queue deadLetters = trial.queue();
                trial.confirmed(endpoint, Trial.redriveTo(deadLetters));
                trial.publish("hello");
                return trial.receive(deadLetters, 5).isEmpty() ? "lost" : "dead-lettered";
            }),
            rule("an endpoint that doesn't answer for 15 s", PAGE, "1 attempt, then 2", trial -> {
                        HttpSubscriber endpoint = trial.endpoint().answering(0, 200);
                        trial.confirmed(endpoint, Map.of());
                        trial.publish("hello");
                        endpoint.await("Notification", 1);
                        trial.cloud.advance(Duration.ofSeconds(14 + 20));
                        int before = endpoint.all("Notification").size();
                        trial.cloud.advance(Duration.ofSeconds(2));
                        return before + " attempt, then "
                                + endpoint.await("Notification", 2).size();
                    })
                    .needs("15 s"),
            rule("a DeliveryPolicy with one retry", PAGE, "2 attempts, then dead-lettered", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(500);
                Queue deadLetters = trial.queue();
                trial.confirmed(
                        endpoint,
                        Trial.both(
                                Trial.redriveTo(deadLetters),
                                policy("\"numRetries\":1,\"minDelayTarget\":1," + "\"maxDelayTarget\":1")));
                trial.publish("hello");
                return attempts(trial, endpoint, deadLetters);
            }),
            rule("the DeliveryPolicy of the topic", PAGE, "2 attempts, then dead-lettered", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(500);
                Queue deadLetters = trial.queue();
                trial.setTopic(
                        "DeliveryPolicy",
                        "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":1,\"minDelayTarget\":1,"
                                + "\"maxDelayTarget\":1}}}");
                trial.confirmed(endpoint, Trial.redriveTo(deadLetters));
                trial.publish("hello");
                return attempts(trial, endpoint, deadLetters);
            }),
            rule("the four phases", PAGE, "3 at once, 4 after 10 s, 7 after 130 s", trial -> {
                        HttpSubscriber endpoint = trial.endpoint().answering(500);
                        trial.confirmed(
                                endpoint,
                                policy("\"numRetries\":6,\"numNoDelayRetries\":2,\"numMinDelayRetries\":1,"
                                        + "\"numMaxDelayRetries\":2,\"minDelayTarget\":10,\"maxDelayTarget\":40,"
                                        + "\"backoffFunction\":\"exponential\""));
                        trial.publish("hello");
                        int first = endpoint.await("Notification", 3).size();
                        trial.cloud.advance(Duration.ofSeconds(10));
                        int afterMin = endpoint.all("Notification").size();
                        trial.cloud.advance(Duration.ofSeconds(120));
                        return first + " at once, " + afterMin + " after 10 s, "
                                + endpoint.all("Notification").size() + " after 130 s";
                    })
                    .needs("two minutes"),
            rule("maxReceivesPerSecond 1, three messages", PAGE, "one a second", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                trial.confirmed(
                        endpoint, Map.of("DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}"));
                IntStream.range(0, 3).forEach(i -> trial.publish("message " + i));
                List<Post> posts = endpoint.await("Notification", 3);
                Duration took =
                        Duration.between(posts.getFirst().at(), posts.getLast().at());
                return took.compareTo(Duration.ofMillis(1500)) > 0 ? "one a second" : "all at once";
            }),
            refused("numRetries above 100", "\"numRetries\":101,\"minDelayTarget\":1,\"maxDelayTarget\":1"),
            refused(
                    "retries that take more than 3,600 s",
                    "\"numRetries\":100,\"minDelayTarget\":40,\"maxDelayTarget\":40"),
            refused(
                    "a back-off function that is none",
                    "\"numRetries\":3,\"minDelayTarget\":1,\"maxDelayTarget\":2,\"backoffFunction\":\"cubic\""),
            refused(
                    "a longest delay below the shortest",
                    "\"numRetries\":3,\"minDelayTarget\":20,\"maxDelayTarget\":10"),
            rule("maxReceivesPerSecond 0", PAGE, "400 InvalidParameter", trial -> {
                String arn = trial.confirmed(trial.endpoint(), Map.of());
                return Seen.whetherRefused(
                        () -> trial.set(arn, "DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":0}}"));
            }),
            rule("a queue that is deleted", documented("SNS dead-letter queues"), "dead-lettered", trial -> {
                Queue queue = trial.queue();
                Queue deadLetters = trial.queue();
                trial.subscribe(queue, Trial.redriveTo(deadLetters));
                trial.sqs.deleteQueue(request -> request.queueUrl(queue.url()));
                trial.publish("hello");
                return trial.receive(deadLetters, 5).isEmpty() ? "lost" : "dead-lettered";
            }),
            rule(
                    "ten attributes with raw delivery to a queue",
                    documented("SNS raw message delivery"),
                    "arrives",
                    trial -> {
                        Queue queue = trial.queue();
                        trial.subscribe(queue, Trial.RAW);
                        return trial.fate("hello", attributes(10), queue, trial.queue());
                    }),
            rule(
                    "eleven attributes with raw delivery to a queue",
                    documented("SNS raw message delivery"),
                    "lost",
                    trial -> {
                        Queue queue = trial.queue();
                        trial.subscribe(queue, Trial.RAW);
                        return trial.fate("hello", attributes(11), queue, trial.queue());
                    }));

    private Retries() {}

    private static Rule triedOnce(int status) {
        return rule("an endpoint that answers " + status, PAGE, "1 attempt", trial -> {
            HttpSubscriber endpoint = trial.endpoint().answering(status);
            trial.confirmed(endpoint, Map.of());
            trial.publish("hello");
            endpoint.await("Notification", 1);
            trial.cloud.advance(Duration.ofMinutes(5));
            int attempts = endpoint.all("Notification").size();
            return attempts + (attempts == 1 ? " attempt" : " attempts");
        });
    }

    private static Rule refused(String when, String policy) {
        return rule(when, PAGE, "400 InvalidParameter", trial -> {
            String arn = trial.confirmed(trial.endpoint(), Map.of());
            return Seen.whetherRefused(() -> policy(policy).forEach((name, value) -> trial.set(arn, name, value)));
        });
    }

    private static Map<String, String> policy(String healthyRetryPolicy) {
        return Map.of("DeliveryPolicy", "{\"healthyRetryPolicy\":{" + healthyRetryPolicy + "}}");
    }

    /** How often an endpoint is tried until the message is dead-lettered, as long as that may take on a clock. */
    private static String attempts(Trial trial, HttpSubscriber endpoint, Queue deadLetters) {
        endpoint.await("Notification", 1);
        trial.cloud.advance(Duration.ofMinutes(5));
        boolean isDead = !trial.receive(deadLetters, 3).isEmpty();
        int attempts = endpoint.all("Notification").size();
        return attempts
                + (attempts == 1 ? " attempt" : " attempts")
                + (isDead ? ", then dead-lettered" : ", then lost");
    }

    private static Map<String, MessageAttributeValue> attributes(int count) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        IntStream.range(0, count).forEach(i -> attributes.put("a" + i, Trial.attribute("String", "x")));
        return attributes;
    }
}
