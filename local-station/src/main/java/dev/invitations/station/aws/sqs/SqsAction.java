package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.sqs.Shape.Scalar.BLOB;
import static dev.invitations.station.aws.sqs.Shape.Scalar.FLAG;
import static dev.invitations.station.aws.sqs.Shape.Scalar.TEXT;
import static dev.invitations.station.aws.sqs.Shape.Scalar.WHOLE;
import static dev.invitations.station.aws.sqs.Shape.optional;
import static dev.invitations.station.aws.sqs.Shape.required;
import static dev.invitations.station.aws.sqs.Shape.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sqs.Shape.ListOf;
import dev.invitations.station.aws.sqs.Shape.MapOf;
import dev.invitations.station.aws.sqs.Shape.Member;
import dev.invitations.station.aws.sqs.Shape.Structure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An action of SQS with what it takes and answers, as AWS's service model has it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
record SqsAction(String name, Structure request, Structure result) {
    /** Those that several actions share. */
    private static final class Shapes {
        static final MapOf ATTRIBUTES = new MapOf("Attribute", "Name", TEXT);
        static final MapOf TAGS = new MapOf("Tag", "Key", TEXT);
        static final Structure ATTRIBUTE_VALUE =
                structure(required("DataType", TEXT), optional("StringValue", TEXT), optional("BinaryValue", BLOB));
        static final MapOf MESSAGE_ATTRIBUTES = new MapOf("MessageAttribute", "Name", ATTRIBUTE_VALUE);
        static final Member[] SENT = {
            required("MessageBody", TEXT),
            optional("DelaySeconds", WHOLE),
            optional("MessageAttributes", MESSAGE_ATTRIBUTES),
            optional("MessageSystemAttributes", new MapOf("MessageSystemAttribute", "Name", ATTRIBUTE_VALUE)),
            optional("MessageDeduplicationId", TEXT),
            optional("MessageGroupId", TEXT)
        };
        static final Member[] RECEIPT = {
            optional("MD5OfMessageBody", TEXT),
            optional("MD5OfMessageAttributes", TEXT),
            optional("MD5OfMessageSystemAttributes", TEXT),
            optional("MessageId", TEXT),
            optional("SequenceNumber", TEXT)
        };
        static final Structure FAILURE = structure(
                required("Id", TEXT), required("SenderFault", FLAG), required("Code", TEXT), optional("Message", TEXT));
    }

    private static final Map<String, SqsAction> ALL = Stream.of(
                    action(
                            "AddPermission",
                            structure(
                                    queue(),
                                    required("Label", TEXT),
                                    required("AWSAccountIds", new ListOf("AWSAccountId", TEXT)),
                                    required("Actions", new ListOf("ActionName", TEXT))),
                            structure()),
                    action(
                            "CancelMessageMoveTask",
                            structure(required("TaskHandle", TEXT)),
                            structure(optional("ApproximateNumberOfMessagesMoved", WHOLE))),
                    action(
                            "ChangeMessageVisibility",
                            structure(queue(), required("ReceiptHandle", TEXT), required("VisibilityTimeout", WHOLE)),
                            structure()),
                    action(
                            "ChangeMessageVisibilityBatch",
                            structure(
                                    queue(),
                                    entries(
                                            "ChangeMessageVisibilityBatchRequestEntry",
                                            required("Id", TEXT),
                                            required("ReceiptHandle", TEXT),
                                            optional("VisibilityTimeout", WHOLE))),
                            batchResult("ChangeMessageVisibilityBatchResultEntry", required("Id", TEXT))),
                    action(
                            "CreateQueue",
                            structure(
                                    required("QueueName", TEXT),
                                    optional("Attributes", Shapes.ATTRIBUTES),
                                    optional("tags", Shapes.TAGS)),
                            structure(optional("QueueUrl", TEXT))),
                    action("DeleteMessage", structure(queue(), required("ReceiptHandle", TEXT)), structure()),
                    action(
                            "DeleteMessageBatch",
                            structure(
                                    queue(),
                                    entries(
                                            "DeleteMessageBatchRequestEntry",
                                            required("Id", TEXT),
                                            required("ReceiptHandle", TEXT))),
                            batchResult("DeleteMessageBatchResultEntry", required("Id", TEXT))),
                    action("DeleteQueue", structure(queue()), structure()),
                    action(
                            "GetQueueAttributes",
                            structure(queue(), optional("AttributeNames", new ListOf("AttributeName", TEXT))),
                            structure(optional("Attributes", Shapes.ATTRIBUTES))),
                    action(
                            "GetQueueUrl",
                            structure(required("QueueName", TEXT), optional("QueueOwnerAWSAccountId", TEXT)),
                            structure(optional("QueueUrl", TEXT))),
                    action(
                            "ListDeadLetterSourceQueues",
                            structure(queue(), optional("NextToken", TEXT), optional("MaxResults", WHOLE)),
                            structure(
                                    required("queueUrls", new ListOf("QueueUrl", TEXT)), optional("NextToken", TEXT))),
                    action(
                            "ListMessageMoveTasks",
                            structure(required("SourceArn", TEXT), optional("MaxResults", WHOLE)),
                            structure(optional(
                                    "Results",
                                    new ListOf(
                                            "ListMessageMoveTasksResultEntry",
                                            structure(
                                                    optional("TaskHandle", TEXT),
                                                    optional("Status", TEXT),
                                                    optional("SourceArn", TEXT),
                                                    optional("DestinationArn", TEXT),
                                                    optional("MaxNumberOfMessagesPerSecond", WHOLE),
                                                    optional("ApproximateNumberOfMessagesMoved", WHOLE),
                                                    optional("ApproximateNumberOfMessagesToMove", WHOLE),
                                                    optional("FailureReason", TEXT),
                                                    optional("StartedTimestamp", WHOLE)))))),
                    action("ListQueueTags", structure(queue()), structure(optional("Tags", Shapes.TAGS))),
                    action(
                            "ListQueues",
                            structure(
                                    optional("QueueNamePrefix", TEXT),
                                    optional("NextToken", TEXT),
                                    optional("MaxResults", WHOLE)),
                            structure(
                                    optional("QueueUrls", new ListOf("QueueUrl", TEXT)), optional("NextToken", TEXT))),
                    action("PurgeQueue", structure(queue()), structure()),
                    action(
                            "ReceiveMessage",
                            structure(
                                    queue(),
                                    optional("AttributeNames", new ListOf("AttributeName", TEXT)),
                                    optional(
                                            "MessageSystemAttributeNames",
                                            new ListOf("MessageSystemAttributeName", TEXT)),
                                    optional("MessageAttributeNames", new ListOf("MessageAttributeName", TEXT)),
                                    optional("MaxNumberOfMessages", WHOLE),
                                    optional("VisibilityTimeout", WHOLE),
                                    optional("WaitTimeSeconds", WHOLE),
                                    optional("ReceiveRequestAttemptId", TEXT)),
                            structure(optional(
                                    "Messages",
                                    new ListOf(
                                            "Message",
                                            structure(
                                                    optional("MessageId", TEXT),
                                                    optional("ReceiptHandle", TEXT),
                                                    optional("MD5OfBody", TEXT),
                                                    optional("Body", TEXT),
                                                    optional("Attributes", Shapes.ATTRIBUTES),
                                                    optional("MD5OfMessageAttributes", TEXT),
                                                    optional("MessageAttributes", Shapes.MESSAGE_ATTRIBUTES)))))),
                    action("RemovePermission", structure(queue(), required("Label", TEXT)), structure()),
                    action("SendMessage", structure(with(queue(), Shapes.SENT)), structure(Shapes.RECEIPT)),
                    action(
                            "SendMessageBatch",
                            structure(
                                    queue(),
                                    entries("SendMessageBatchRequestEntry", with(required("Id", TEXT), Shapes.SENT))),
                            batchResult("SendMessageBatchResultEntry", with(required("Id", TEXT), Shapes.RECEIPT))),
                    action(
                            "SetQueueAttributes",
                            structure(queue(), required("Attributes", Shapes.ATTRIBUTES)),
                            structure()),
                    action(
                            "StartMessageMoveTask",
                            structure(
                                    required("SourceArn", TEXT),
                                    optional("DestinationArn", TEXT),
                                    optional("MaxNumberOfMessagesPerSecond", WHOLE)),
                            structure(optional("TaskHandle", TEXT))),
                    action("TagQueue", structure(queue(), required("Tags", Shapes.TAGS)), structure()),
                    action(
                            "UntagQueue",
                            structure(queue(), required("TagKeys", new ListOf("TagKey", TEXT))),
                            structure()))
            .collect(Collectors.toMap(SqsAction::name, Function.identity()));

    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    static Optional<SqsAction> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether its request names a queue by its URL. */
    boolean isOfQueue() {
        return request.members().contains(queue());
    }

    /**
     * @param json a request of it
     * @throws SqsError where it lacks something
     */
    void requireAll(ObjectNode json) {
        requireAll(request, json, "");
    }

    private static void requireAll(Structure structure, JsonNode json, String path) {
        for (Member member : structure.members()) {
            JsonNode value = json.path(member.name());
            if (member.isRequired() && (value.isMissingNode() || value.isContainerNode() && value.isEmpty())) {
                throw member.name().equals("Entries") && member.shape() instanceof ListOf entries
                        ? SqsError.emptyBatch(entries.queryName())
                        : SqsError.missing(path + member.name());
            }
            // AWS takes an empty text for none, such as that of a message.
            if (member.isRequired()
                    && path.isEmpty()
                    && value.isTextual()
                    && value.textValue().isEmpty()) {
                throw SqsError.missing(member.name());
            }
            switch (member.shape()) {
                case ListOf list -> requireEach(list.element(), value, path + list.queryName(), "");
                case MapOf map -> requireEach(map.value(), value, path + map.queryName(), "Value.");
                default -> {}
            }
        }
    }

    private static void requireEach(Shape shape, JsonNode values, String path, String below) {
        if (shape instanceof Structure structure) {
            int index = 0;
            for (JsonNode value : values) {
                requireAll(structure, value, path + "." + ++index + "." + below);
            }
        }
    }

    private static SqsAction action(String name, Structure request, Structure result) {
        return new SqsAction(name, request, result);
    }

    private static Member queue() {
        return required("QueueUrl", TEXT);
    }

    private static Member entries(String queryName, Member... members) {
        return required("Entries", new ListOf(queryName, structure(members)));
    }

    private static Structure batchResult(String queryName, Member... members) {
        return structure(
                required("Successful", new ListOf(queryName, structure(members))),
                required("Failed", new ListOf("BatchResultErrorEntry", Shapes.FAILURE)));
    }

    private static Member[] with(Member first, Member... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(Member[]::new);
    }
}
