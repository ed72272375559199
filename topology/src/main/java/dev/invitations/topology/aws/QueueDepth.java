package dev.invitations.topology.aws;

import dev.invitations.topology.Count;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * How many messages are in a queue. SQS counts about right, and may take a minute to.
 *
 * @param visible those that wait to be received
 * @param hidden those that somebody has received, and neither deleted nor given back, and those whose delay isn't over
 */
public record QueueDepth(long visible, long hidden) {

    /** Empty where there is no queue of that name. */
    public static Optional<QueueDepth> of(SqsClient sqs, String queue) {
        try {
            return Optional.of(
                    at(sqs, sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl()));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** That of the queue with that URL. */
    public static QueueDepth at(SqsClient sqs, String url) {
        return in(sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributesAsStrings());
    }

    /** What the attributes of a queue say. */
    public static QueueDepth in(Map<String, String> attributes) {
        return new QueueDepth(count(attributes, ""), count(attributes, "NotVisible") + count(attributes, "Delayed"));
    }

    private static long count(Map<String, String> attributes, String which) {
        return Long.parseLong(attributes.getOrDefault("ApproximateNumberOfMessages" + which, "0"));
    }

    /** All there are. */
    public long total() {
        return visible + hidden;
    }

    /** Such as {@code 12 messages} or {@code 12 messages, and 3 that are hidden just now}. */
    @Override
    public String toString() {
        return Count.of(visible, "message") + (hidden > 0 ? ", and " + hidden + " that are hidden just now" : "");
    }
}
