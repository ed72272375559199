package dev.invitations.station.aws.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests as nobody would write them, out of pieces that make sense and pieces that don't. */
final class AnyRequests {
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> SNS_ACTIONS = List.of(
            "AddPermission",
            "CheckIfPhoneNumberIsOptedOut",
            "ConfirmSubscription",
            "CreatePlatformApplication",
            "CreateTopic",
            "DeleteTopic",
            "GetDataProtectionPolicy",
            "GetSMSAttributes",
            "GetSubscriptionAttributes",
            "GetTopicAttributes",
            "ListSubscriptions",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "ListTopics",
            "Publish",
            "PublishBatch",
            "PutDataProtectionPolicy",
            "RemovePermission",
            "SetSubscriptionAttributes",
            "SetTopicAttributes",
            "Subscribe",
            "TagResource",
            "Unsubscribe",
            "UntagResource");

    private static final List<String> SQS_ACTIONS = List.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "RemovePermission",
            "SendMessage",
            "SendMessageBatch",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private static final List<String> SNS_PARAMETERS = List.of(
            "Name",
            "TopicArn",
            "TargetArn",
            "ResourceArn",
            "SubscriptionArn",
            "PhoneNumber",
            "Protocol",
            "Endpoint",
            "Message",
            "Subject",
            "MessageStructure",
            "MessageGroupId",
            "MessageDeduplicationId",
            "AttributeName",
            "AttributeValue",
            "NextToken",
            "Token",
            "DataProtectionPolicy",
            "Label",
            "ReturnSubscriptionArn",
            "Attributes.entry.1.key",
            "Attributes.entry.1.value",
            "Attributes.entry.2.key",
            "Attributes.entry.2.value",
            "Tags.member.1.Key",
            "Tags.member.1.Value",
            "TagKeys.member.1",
            "TagKeys",
            "ActionName.member.1",
            "AWSAccountId.member.1",
            "PublishBatchRequestEntries.member.1.Id",
            "PublishBatchRequestEntries.member.1.Message",
            "PublishBatchRequestEntries.member.2.Id",
            "PublishBatchRequestEntries.member.2.MessageAttributes.entry.1.Name",
            "MessageAttributes.entry.1.Name",
            "MessageAttributes.entry.1.Value.DataType",
            "MessageAttributes.entry.1.Value.StringValue",
            "MessageAttributes.entry.1.Value.BinaryValue",
            "MessageAttributes.entry.999999.Name",
            "..",
            ".",
            "Name.Name",
            "Name.member");

    private static final List<String> SQS_PARAMETERS = List.of(
            "QueueName",
            "QueueUrl",
            "QueueNamePrefix",
            "MessageBody",
            "DelaySeconds",
            "MaxNumberOfMessages",
            "VisibilityTimeout",
            "ReceiptHandle",
            "SourceArn",
            "DestinationArn",
            "TaskHandle",
            "MaxResults",
            "MaxNumberOfMessagesPerSecond",
            "NextToken",
            "Label",
            "MessageGroupId",
            "MessageDeduplicationId",
            "ReceiveRequestAttemptId",
            "QueueOwnerAWSAccountId",
            "AttributeName",
            "AttributeName.1",
            "AttributeNames",
            "Attribute.1.Name",
            "Attribute.1.Value",
            "Attribute.Name",
            "Tag.1.Key",
            "Tag.1.Value",
            "TagKey.1",
            "MessageAttribute.1.Name",
            "MessageAttribute.1.Value.DataType",
            "MessageAttribute.1.Value.StringValue",
            "MessageAttribute.1.Value.BinaryValue",
            "SendMessageBatchRequestEntry.1.Id",
            "SendMessageBatchRequestEntry.1.MessageBody",
            "SendMessageBatchRequestEntry.1.DelaySeconds",
            "SendMessageBatchRequestEntry.2.Id",
            "DeleteMessageBatchRequestEntry.1.Id",
            "DeleteMessageBatchRequestEntry.1.ReceiptHandle",
            "ChangeMessageVisibilityBatchRequestEntry.1.Id",
            "ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout",
            "AWSAccountId.1",
            "ActionName.1");

    private static final List<String> MEMBERS = List.of(
            "QueueName",
            "QueueUrl",
            "QueueNamePrefix",
            "MessageBody",
            "DelaySeconds",
            "MaxNumberOfMessages",
            "VisibilityTimeout",
            "ReceiptHandle",
            "SourceArn",
            "DestinationArn",
            "TaskHandle",
            "MaxResults",
            "MaxNumberOfMessagesPerSecond",
            "NextToken",
            "Label",
            "MessageGroupId",
            "MessageDeduplicationId",
            "ReceiveRequestAttemptId",
            "QueueOwnerAWSAccountId",
            "AttributeNames",
            "MessageSystemAttributeNames",
            "MessageAttributeNames",
            "Attributes",
            "MessageAttributes",
            "MessageSystemAttributes",
            "tags",
            "Tags",
            "TagKeys",
            "Entries",
            "AWSAccountIds",
            "Actions",
            "Id",
            "DataType",
            "StringValue",
            "BinaryValue",
            "Policy",
            "RedrivePolicy",
            "AWSTraceHeader",
            "FifoQueue");

    private final Map<String, String> proper;
    private final List<String> known;

    /** @param proper parameters that make sense, by name */
    AnyRequests(Map<String, String> proper) {
        this.proper = new TreeMap<>(proper);
        this.known = List.copyOf(new TreeSet<>(proper.values()));
    }

    /** The body of a Query request to SNS. */
    Arbitrary<byte[]> ofSns() {
        return query(SNS_ACTIONS, SNS_PARAMETERS);
    }

    /** The body of a Query request to SQS. */
    Arbitrary<byte[]> ofSqs() {
        return query(SQS_ACTIONS, SQS_PARAMETERS);
    }

    /** What the header {@code X-Amz-Target} says. */
    Arbitrary<String> targets() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(SQS_ACTIONS).map("AmazonSQS."::concat)),
                Tuple.of(1, Arbitraries.of("", "AmazonSQS.", "AmazonSQS.x", "x", "Kinesis.PutRecord")));
    }

    /** The body of a request in AWS JSON. */
    Arbitrary<byte[]> ofJson() {
        Arbitrary<byte[]> trees = Combinators.combine(properOnes(), object(2, 3))
                .as((sensible, others) -> {
                    ObjectNode json = JsonNodeFactory.instance.objectNode();
                    sensible.forEach(name -> json.set(name, properJson(name)));
                    return json.setAll(others).toString().getBytes(UTF_8);
                });
        return Arbitraries.frequencyOf(
                Tuple.of(10, trees),
                Tuple.of(1, trees.map(bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                Tuple.of(1, value(2).map(json -> json.toString().getBytes(UTF_8))),
                Tuple.of(1, noise()));
    }

    private JsonNode properJson(String name) {
        String value = proper.get(name);
        try {
            return value.matches("[\\[{].*|\\d+") ? JSON.readTree(value) : JsonNodeFactory.instance.textNode(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Arbitrary<byte[]> query(List<String> actions, List<String> parameters) {
        Arbitrary<String> action = Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.of(actions)), Tuple.of(1, texts()));
        Arbitrary<String> names =
                Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.of(parameters)), Tuple.of(1, texts()));
        Arbitrary<String> pairs =
                Combinators.combine(names, texts()).as((name, value) -> encoded(name) + "=" + encoded(value));
        Arbitrary<byte[]> wellFormed = Combinators.combine(
                        action, properOnes(), pairs.list().ofMaxSize(4))
                .as((name, sensible, list) -> ("Action=" + encoded(name)
                                + sensible.stream()
                                        .map(parameter -> "&" + parameter + "=" + encoded(proper.get(parameter)))
                                        .collect(Collectors.joining())
                                + "&" + String.join("&", list))
                        .getBytes(UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(10, wellFormed),
                Tuple.of(1, Combinators.combine(wellFormed, noise()).as(AnyRequests::joined)),
                Tuple.of(1, noise()));
    }

    /** All but a few of the parameters that make sense. */
    private Arbitrary<List<String>> properOnes() {
        return Arbitraries.of(proper.keySet()).set().ofMaxSize(3).map(missing -> proper.keySet().stream()
                .filter(name -> !missing.contains(name))
                .toList());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Bytes that may be no text at all. */
    private static Arbitrary<byte[]> noise() {
        return Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMaxLength(40)
                .map(text -> text.getBytes(ISO_8859_1));
    }

    private Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(known)),
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "",
                                " ",
                                "a",
                                "0",
                                "-1",
                                "11",
                                "901",
                                "1e9",
                                "2147483648",
                                "99999999999999999999",
                                "true",
                                "null",
                                "All",
                                "sqs",
                                "https",
                                "email",
                                "sms",
                                "String",
                                "Number",
                                "Binary",
                                "AA==",
                                "?",
                                "json",
                                "{}",
                                "[]",
                                "{",
                                "{\"default\":1}",
                                "{\"default\":\"a\"}",
                                "{\"a\":[{\"numeric\":[\"<\"]}]}",
                                "{\"a\":[\"b\"]}",
                                "{\"http\":[]}",
                                "{\"healthyRetryPolicy\":{\"numRetries\":\"a\"}}",
                                "{\"deadLetterTargetArn\":1}",
                                "FilterPolicy",
                                "FilterPolicyScope",
                                "RedrivePolicy",
                                "DeliveryPolicy",
                                "Policy",
                                "RawMessageDelivery",
                                "DisplayName",
                                "FifoTopic",
                                "FifoQueue",
                                "VisibilityTimeout",
                                "arn:aws:sns:us-east-1:000000000000",
                                "arn:aws:sqs:::",
                                "arn::::::",
                                "a@b",
                                "http://",
                                "+15551234567",
                                "a.fifo",
                                "\ud800",
                                "\u0000",
                                "\uffff",
                                "<&>\"'")),
                Tuple.of(3, Arbitraries.strings().ofMaxLength(20)),
                Tuple.of(1, Arbitraries.of("a".repeat(300), "ä".repeat(70_000), "1".repeat(2_000))));
    }

    private Arbitrary<ObjectNode> object(int depth, int mostFields) {
        Arbitrary<String> names = Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.of(MEMBERS)), Tuple.of(1, texts()));
        return names.flatMap(name -> value(depth).map(value -> Map.entry(name, value)))
                .list()
                .ofMaxSize(mostFields)
                .map(fields -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    fields.forEach(field -> object.set(field.getKey(), field.getValue()));
                    return object;
                });
    }

    private Arbitrary<JsonNode> value(int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Arbitrary<JsonNode> texts = texts().map(json::textNode);
        Arbitrary<JsonNode> others = Arbitraries.of(
                json.numberNode(0),
                json.numberNode(-1),
                json.numberNode(11),
                json.numberNode(1.5),
                json.numberNode(Long.MAX_VALUE),
                json.numberNode(new BigInteger("9".repeat(40))),
                json.booleanNode(true),
                json.nullNode());
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(3, texts), Tuple.of(1, others));
        }
        Arbitrary<JsonNode> lists = value(depth - 1).list().ofMaxSize(3).map(values -> {
            ArrayNode array = json.arrayNode();
            values.forEach(array::add);
            return array;
        });
        return Arbitraries.frequencyOf(
                Tuple.of(6, texts),
                Tuple.of(2, others),
                Tuple.of(2, lists),
                Tuple.of(2, object(depth - 1, 5).map(JsonNode.class::cast)));
    }
}
