package dev.invitations.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The policy of a queue: who may send to it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">Subscribing an SQS
 *     queue to an SNS topic</a>
 */
final class QueuePolicy {
    private QueuePolicy() {}

    /** SNS may send to that queue, on behalf of that topic and of no other. */
    static String deliveryFrom(String topicArn, String queueArn) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ObjectNode statement = policy.putArray("Statement")
                .addObject()
                .put("Sid", "DeliveryFromTopic")
                .put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "sns.amazonaws.com");
        statement.put("Action", "sqs:SendMessage").put("Resource", queueArn);
        statement.putObject("Condition").putObject("ArnEquals").put("aws:SourceArn", topicArn);
        return policy.toString();
    }
}
