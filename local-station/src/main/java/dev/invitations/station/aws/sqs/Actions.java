package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The actions of SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
final class Actions {
    /** With what each cannot do without; ElasticMQ answers 500 where it is missing from AWS JSON. */
    private static final Map<String, List<String>> PARAMETERS = Map.ofEntries(
            Map.entry("AddPermission", List.of("QueueUrl", "Label")),
            Map.entry("CancelMessageMoveTask", List.of("TaskHandle")),
            Map.entry("ChangeMessageVisibility", List.of("QueueUrl", "ReceiptHandle", "VisibilityTimeout")),
            Map.entry("ChangeMessageVisibilityBatch", List.of("QueueUrl", "Entries")),
            Map.entry("CreateQueue", List.of("QueueName")),
            Map.entry("DeleteMessage", List.of("QueueUrl", "ReceiptHandle")),
            Map.entry("DeleteMessageBatch", List.of("QueueUrl", "Entries")),
            Map.entry("DeleteQueue", List.of("QueueUrl")),
            Map.entry("GetQueueAttributes", List.of("QueueUrl")),
            Map.entry("GetQueueUrl", List.of("QueueName")),
            Map.entry("ListDeadLetterSourceQueues", List.of("QueueUrl")),
            Map.entry("ListMessageMoveTasks", List.of("SourceArn")),
            Map.entry("ListQueueTags", List.of("QueueUrl")),
            Map.entry("ListQueues", List.of()),
            Map.entry("PurgeQueue", List.of("QueueUrl")),
            Map.entry("ReceiveMessage", List.of("QueueUrl")),
            Map.entry("RemovePermission", List.of("QueueUrl", "Label")),
            Map.entry("SendMessage", List.of("QueueUrl", "MessageBody")),
            Map.entry("SendMessageBatch", List.of("QueueUrl", "Entries")),
            Map.entry("SetQueueAttributes", List.of("QueueUrl", "Attributes")),
            Map.entry("StartMessageMoveTask", List.of("SourceArn")),
            Map.entry("TagQueue", List.of("QueueUrl", "Tags")),
            Map.entry("UntagQueue", List.of("QueueUrl", "TagKeys")));

    /** "Cross-account permissions don't apply to this action", as the API reference says of each. */
    private static final Set<String> OF_THE_OWNER = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "CreateQueue",
            "DeleteQueue",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "RemovePermission",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private static final String BATCH = "Batch";

    private Actions() {}

    static Set<String> names() {
        return PARAMETERS.keySet();
    }

    /** Whether no policy can allow it to another account. */
    static boolean isOfTheOwner(String action) {
        return OF_THE_OWNER.contains(action);
    }

    /** IAM has one action for a message and for a batch of them. */
    static String withoutBatch(String action) {
        return action.endsWith(BATCH) ? action.substring(0, action.length() - BATCH.length()) : action;
    }

    /** @throws SqsError where the request lacks something */
    static void requireParameters(String action, JsonNode request) {
        for (String parameter : PARAMETERS.get(action)) {
            if (!request.hasNonNull(parameter)) {
                throw SqsError.missing(parameter);
            }
        }
    }
}
