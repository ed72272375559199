package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/**
 * Which queues may have this one as their dead-letter queue, as it was sent. It is asked when they get a redrive policy,
 * and not when a message moves.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
record RedriveAllowPolicy(String json) {
    static final String NAME = QueueAttribute.REDRIVE_ALLOW_POLICY.attribute();

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ELEMENTS = Set.of("redrivePermission", "sourceQueueArns");
    private static final Set<String> PERMISSIONS = Set.of("allowAll", "denyAll", "byQueue");
    private static final int MOST_SOURCES = 10;

    /** @throws SqsError where AWS does not take it */
    void require() {
        JsonNode policy = parsed();
        JsonNode sources = policy.path("sourceQueueArns");
        boolean isByQueue = permission(policy).equals("byQueue");
        if (!PERMISSIONS.contains(permission(policy))
                || policy.propertyStream().anyMatch(element -> !ELEMENTS.contains(element.getKey()))
                || !sources.isMissingNode() && !sources.isArray()
                || sources.valueStream().anyMatch(source -> !source.isTextual())) {
            throw unsupported();
        }
        if (!isByQueue && !sources.isMissingNode()) {
            throw refused("To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
        }
        if (isByQueue && sources.isEmpty()) {
            throw refused("When you specify the byQueue permission type, you must also specify one or more"
                    + " sourceQueueArns values.");
        }
        if (sources.size() > MOST_SOURCES) {
            throw refused("The maximum number of source queue ARNs you can specify is " + MOST_SOURCES + ".");
        }
    }

    boolean allows(String sourceArn) {
        JsonNode policy = parsed();
        return switch (permission(policy)) {
            case "denyAll" -> false;
            case "byQueue" ->
                policy.path("sourceQueueArns").valueStream().anyMatch(source -> source.asText()
                        .equals(sourceArn));
            default -> true;
        };
    }

    private static String permission(JsonNode policy) {
        return policy.path("redrivePermission").asText();
    }

    private JsonNode parsed() {
        try {
            JsonNode policy = JSON.readTree(json);
            if (policy.isObject()) {
                return policy;
            }
        } catch (JsonProcessingException _) {
            // Falls through to the same refusal.
        }
        throw unsupported();
    }

    private static SqsError unsupported() {
        return new SqsError(
                "InvalidAttributeValue",
                "Invalid value for the parameter " + NAME
                        + ". Reason: Amazon SQS can't create the redrive allow policy, as it’s in an unsupported format.");
    }

    private SqsError refused(String reason) {
        return SqsError.invalidParameter(json, NAME, "Amazon SQS can't create the redrive allow policy. " + reason);
    }
}
