package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.http.Arn;
import java.nio.charset.StandardCharsets;

/**
 * What AWS refuses and ElasticMQ would do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
 */
final class Limits {
    private static final int MOST_MOVED_PER_SECOND = 500;
    private static final int LARGEST_BATCH = 1024 * 1024;

    private final Queues queues;

    Limits(Queues queues) {
        this.queues = queues;
    }

    /**
     * @param request as AWS JSON has it
     * @param world where it leads
     * @throws SqsError where AWS would not do it
     */
    void check(String action, JsonNode request, World world) {
        switch (action) {
            case "StartMessageMoveTask" -> checkMove(request, world);
            case "SendMessage" -> MessageContents.check(request);
            case "SendMessageBatch" -> checkSize(request.path("Entries"));
            case "PurgeQueue" -> {
                String name = QueueUrl.parse(request.path("QueueUrl").asText()).name();
                if (!queues.purge(world.arn(name))) {
                    throw SqsError.purgeInProgress(name);
                }
            }
            default -> {}
        }
    }

    /** Of all together; that of each is for its queue to limit. */
    private static void checkSize(JsonNode entries) {
        long sent = entries.valueStream().mapToLong(Limits::size).sum();
        if (sent > LARGEST_BATCH) {
            throw SqsError.batchTooLong(LARGEST_BATCH, sent);
        }
    }

    private static long size(JsonNode entry) {
        return bytes(entry.path("MessageBody"))
                + entry.path("MessageAttributes")
                        .propertyStream()
                        .mapToLong(attribute -> attribute.getKey().length()
                                + bytes(attribute.getValue().path("DataType"))
                                + bytes(attribute.getValue().path("StringValue"))
                                + bytesOfBase64(
                                        attribute.getValue().path("BinaryValue").asText()))
                        .sum();
    }

    private static int bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytesOfBase64(String text) {
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3 - padding;
    }

    private void checkMove(JsonNode request, World world) {
        String source = request.path("SourceArn").asText();
        requireQueue(source, "SourceArn", world);
        if (!queues.isDeadLetterQueue(source)) {
            throw new SqsError(
                    "InvalidParameterValueException", "Source queue must be configured as a Dead Letter Queue.");
        }
        if (request.hasNonNull("DestinationArn")) {
            requireQueue(request.path("DestinationArn").asText(), "DestinationArn", world);
        }
        int rate = request.path("MaxNumberOfMessagesPerSecond").asInt(1);
        if (rate < 1 || rate > MOST_MOVED_PER_SECOND) {
            throw new SqsError(
                    "InvalidParameterValueException",
                    "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and "
                            + MOST_MOVED_PER_SECOND + ".");
        }
    }

    private void requireQueue(String arn, String parameter, World world) {
        boolean isThere =
                Arn.parse(arn).filter(queue -> World.of(queue).equals(world)).isPresent()
                        && queues.find(arn).isPresent();
        if (!isThere) {
            throw SqsError.noSuchResource(parameter);
        }
    }
}
