package dev.invitations.topology;

import java.util.Map;

/** Something on AWS that a topology needs, as it should be. */
public sealed interface Resource {

    /** The kind, in AWS's words: {@code queue}, {@code dead-letter queue}, {@code topic} or {@code subscription}. */
    String kind();

    /** The name by which the topology declares it. */
    String name();

    /** The attributes that say which one it is; AWS makes them, and they can't be changed. */
    Map<String, String> identity();

    /** The attributes that are declared, by AWS's names, in the order in which they have to be set. */
    Map<String, String> attributes();

    /** An SQS queue. */
    record Queue(String kind, String name, String arn, Map<String, String> attributes) implements Resource {
        @Override
        public Map<String, String> identity() {
            return Map.of("QueueArn", arn);
        }
    }

    /** An SNS topic. */
    record Topic(String name, String arn, Map<String, String> attributes) implements Resource {
        @Override
        public String kind() {
            return "topic";
        }

        @Override
        public Map<String, String> identity() {
            return Map.of("TopicArn", arn);
        }
    }

    /** An SNS subscription. */
    record Subscription(String name, String topicArn, String protocol, String endpoint, Map<String, String> attributes)
            implements Resource {
        @Override
        public String kind() {
            return "subscription";
        }

        @Override
        public Map<String, String> identity() {
            return Map.of("TopicArn", topicArn, "Protocol", protocol, "Endpoint", endpoint);
        }
    }
}
