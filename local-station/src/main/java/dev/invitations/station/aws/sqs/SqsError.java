package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.http.Xml;
import dev.invitations.station.aws.sqs.engine.EngineClient;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * An error of SQS. It has two names: one in AWS JSON, and the older one of the Query protocol, which SDKs show.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Errors</a>
 */
final class SqsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> QUERY_CODES = Map.ofEntries(
            Map.entry("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
            Map.entry("QueueNameExists", "QueueAlreadyExists"),
            Map.entry("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
            Map.entry("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"),
            Map.entry("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"),
            Map.entry("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"),
            Map.entry("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"),
            Map.entry("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"),
            Map.entry("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress"),
            Map.entry("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently"),
            Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
            Map.entry("MissingRequiredParameterException", "MissingParameter"),
            Map.entry("AccessDeniedException", "AccessDenied"));

    /** Those that the service model doesn't have are of the framework below the service. */
    private static final Set<String> UNMODELLED = Set.of(
            "AccessDeniedException",
            "InvalidAction",
            "InvalidParameterValueException",
            "MissingRequiredParameterException",
            "SerializationException",
            "ServiceUnavailable",
            "UnknownOperationException");

    /** Where ElasticMQ has the Query protocol's name in AWS JSON too. */
    private static final Map<String, String> ENGINE_TYPES = Map.of(
            "InvalidParameterValue", "InvalidParameterValueException",
            "MissingParameter", "MissingRequiredParameterException",
            "InvalidAction", "UnknownOperationException");

    private static final String TASK_IS_RUNNING = "There is already a task running. "
            + "Only one active task is allowed for a source queue arn at a given time.";

    private final String type;
    private final int status;

    SqsError(String type, String message) {
        this(type, message, 400);
    }

    SqsError(String type, String message, int status) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    /** SDKs try again what is answered so, as it is not the caller's fault. */
    static SqsError unavailable(Throwable e) {
        return new SqsError("ServiceUnavailable", "The local SQS does not answer: " + e.getMessage(), 503);
    }

    /** As AWS answers, also where the queue itself is asked too much. */
    static SqsError throttled() {
        return new SqsError("RequestThrottled", "Request is throttled.", 403);
    }

    static SqsError noSuchQueue() {
        return new SqsError("QueueDoesNotExist", "The specified queue does not exist.");
    }

    /** @param parameter the one that names it by its ARN */
    static SqsError noSuchResource(String parameter) {
        return new SqsError(
                "ResourceNotFoundException",
                "The resource that you specified for the " + parameter + " parameter doesn't exist.",
                404);
    }

    static SqsError purgeInProgress(String queue) {
        return new SqsError(
                "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.",
                403);
    }

    static SqsError accessDenied(String message) {
        return new SqsError("AccessDeniedException", message, 403);
    }

    static SqsError deletedRecently() {
        return new SqsError(
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    static SqsError batchTooLong(int most, long sent) {
        return new SqsError(
                "BatchRequestTooLong",
                "Batch requests cannot be longer than " + most + " bytes. You have sent " + sent + " bytes.");
    }

    static SqsError overLimit(String message) {
        return new SqsError("OverLimit", message, 403);
    }

    static SqsError missing(String parameter) {
        return new SqsError(
                "MissingRequiredParameterException", "The request must contain the parameter " + parameter + ".");
    }

    /** @param entry what the Query protocol calls what is missing */
    static SqsError emptyBatch(String entry) {
        return new SqsError("EmptyBatchRequest", "There should be at least one " + entry + " in the request.");
    }

    static SqsError invalidParameter(String value, String parameter, String reason) {
        return new SqsError(
                "InvalidParameterValueException",
                "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static SqsError invalidValue(String attribute) {
        return new SqsError("InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
    }

    static SqsError unknownAttribute(String attribute) {
        return new SqsError("InvalidAttributeName", "Unknown Attribute " + attribute + ".");
    }

    /** Reads an answer of ElasticMQ that is not 200. */
    static SqsError of(EngineClient.Answer answer) {
        try {
            JsonNode json = answer.json();
            String type = json.path("__type").asText();
            String name = type.substring(type.indexOf('#') + 1);
            String message = json.path("Message").asText();
            if (message.startsWith("A message move task is already running")) {
                return new SqsError("InvalidParameterValueException", TASK_IS_RUNNING);
            }
            if (!name.isEmpty() && answer.status() < 500) {
                return new SqsError(ENGINE_TYPES.getOrDefault(name, name), message);
            }
        } catch (UncheckedIOException _) {
            // Falls through: ElasticMQ fails without a body over a value that it does not expect.
        }
        return new SqsError(
                "InvalidParameterValueException", "A parameter of the request has a value that is not valid.");
    }

    String message() {
        return getMessage();
    }

    private String fault() {
        return status < 500 ? "Sender" : "Receiver";
    }

    Reply asJson() {
        String code = QUERY_CODES.getOrDefault(type, type);
        return Reply.awsJson(
                        status,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put(
                                        "__type",
                                        (UNMODELLED.contains(type) ? "com.amazon.coral.service#" : "com.amazonaws.sqs#")
                                                + type)
                                .put("message", message()))
                .withHeader("x-amzn-query-error", code + ";" + fault());
    }

    Reply asXml(String requestId) {
        return Reply.xml(status, Xml.document("ErrorResponse", SqsXml.NAMESPACE, xml -> xml.element(
                        "Error", error -> error.text("Type", fault())
                                .text("Code", QUERY_CODES.getOrDefault(type, type))
                                .text("Message", message())
                                .text("Detail", ""))
                .text("RequestId", requestId)));
    }
}
