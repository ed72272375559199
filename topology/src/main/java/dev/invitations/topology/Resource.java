package dev.invitations.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something on AWS that a topology needs, as it should be. */
public sealed interface Resource {
    /** The kind of a queue that takes what another one's receivers, or SNS, could not get rid of. */
    String DEAD_LETTER_QUEUE = "dead-letter queue";

    /** The kind of a queue that a worker receives from. */
    String QUEUE = "queue";

    /** The kind of what is published to. */
    String TOPIC = "topic";

    /** The kind of what carries messages from a topic to a queue or another endpoint. */
    String SUBSCRIPTION = "subscription";

    /** The kind, in AWS's words: {@code queue}, {@code dead-letter queue}, {@code topic} or {@code subscription}. */
    String kind();

    /** Its name on AWS; that of a subscription is the one by which it is declared, since AWS gives it none. */
    String name();

    /** The attributes that say which one it is; AWS makes them, and they can't be changed. */
    Map<String, String> identity();

    /**
     * The attributes that are declared, by AWS's names, in the order in which they have to be set; the empty text for one
     * that must not be there.
     */
    Map<String, String> attributes();

    /** The tags it must have; others are left alone. AWS has none for subscriptions. */
    Map<String, String> tags();

    /** Its ARN; that of a subscription is SNS's choice, so it is empty. */
    default Optional<String> knownArn() {
        return switch (this) {
            case Queue queue -> Optional.of(queue.arn());
            case Topic topic -> Optional.of(topic.arn());
            case Subscription _ -> Optional.empty();
        };
    }

    /**
     * Whether it can't be there without the other one, which comes before it: a subscription without its topic and queues, a
     * queue without its dead-letter queue.
     */
    default boolean needs(Resource other) {
        return !other.equals(this)
                && other.knownArn()
                        .filter(arn -> identity().containsValue(arn)
                                || attributes()
                                        .getOrDefault("RedrivePolicy", "")
                                        .contains('"' + arn + '"'))
                        .isPresent();
    }

    /** An SQS queue. */
    record Queue(
            String kind,
            String name,
            String arn,
            boolean fifo,
            Map<String, String> attributes,
            Map<String, String> tags)
            implements Resource {
        @Override
        public Map<String, String> identity() {
            return withFifo(Map.of("QueueArn", arn), fifo, "FifoQueue");
        }
    }

    /** An SNS topic. */
    record Topic(String name, String arn, boolean fifo, Map<String, String> attributes, Map<String, String> tags)
            implements Resource {
        @Override
        public String kind() {
            return TOPIC;
        }

        @Override
        public Map<String, String> identity() {
            return withFifo(Map.of("TopicArn", arn), fifo, "FifoTopic");
        }
    }

    /** An SNS subscription. */
    record Subscription(String name, String topicArn, String protocol, String endpoint, Map<String, String> attributes)
            implements Resource {
        @Override
        public String kind() {
            return SUBSCRIPTION;
        }

        @Override
        public Map<String, String> identity() {
            return Map.of("TopicArn", topicArn, "Protocol", protocol, "Endpoint", endpoint);
        }

        @Override
        public Map<String, String> tags() {
            return Map.of();
        }

        /** Whether its endpoint has to agree before SNS sends anything, and before SNS takes a redrive policy. */
        public boolean mustBeConfirmed() {
            return protocol.startsWith("http");
        }
    }

    private static Map<String, String> withFifo(Map<String, String> identity, boolean fifo, String attribute) {
        Map<String, String> all = new LinkedHashMap<>(identity);
        if (fifo) {
            all.put(attribute, "true");
        }
        return all;
    }
}
