package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What AWS refuses and ElasticMQ would do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
 */
final class Limits {
    private static final int MOST_MOVED_PER_SECOND = 500;

    private final Queues queues;

    Limits(Queues queues) {
        this.queues = queues;
    }

    /**
     * @param request as AWS JSON has it
     * @throws SqsError where AWS would not do it
     */
    void check(String action, JsonNode request) {
        switch (action) {
            case "StartMessageMoveTask" -> checkMove(request);
            case "PurgeQueue" -> {
                String url = request.path("QueueUrl").asText();
                String name = url.substring(url.lastIndexOf('/') + 1);
                if (!queues.purge(name)) {
                    throw SqsError.purgeInProgress(name);
                }
            }
            default -> {}
        }
    }

    private void checkMove(JsonNode request) {
        String source = request.path("SourceArn").asText();
        requireQueue(source, "SourceArn");
        if (!queues.isDeadLetterQueue(source)) {
            throw new SqsError(
                    "InvalidParameterValueException", "Source queue must be configured as a Dead Letter Queue.");
        }
        if (request.hasNonNull("DestinationArn")) {
            requireQueue(request.path("DestinationArn").asText(), "DestinationArn");
        }
        int rate = request.path("MaxNumberOfMessagesPerSecond").asInt(1);
        if (rate < 1 || rate > MOST_MOVED_PER_SECOND) {
            throw new SqsError(
                    "InvalidParameterValueException",
                    "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and "
                            + MOST_MOVED_PER_SECOND + ".");
        }
    }

    private void requireQueue(String arn, String parameter) {
        if (queues.findByArn(arn).isEmpty()) {
            throw SqsError.noSuchResource(parameter);
        }
    }
}
