package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A queue's redrive policy, as it was sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">
 *     Dead-letter queues</a>
 */
record RedrivePolicy(String json) {

    void require(Queues queues) {
        JsonNode policy = parsed();
        String count = policy.path("maxReceiveCount").asText();
        if (!count.matches("\\d{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > 1_000) {
            throw refused("Invalid value for maxReceiveCount: " + count
                    + ", valid values are from 1 to 1000 both inclusive.");
        }
        if (queues.findByArn(target(policy)).isEmpty()) {
            throw refused("Dead letter target does not exist.");
        }
    }

    /** The ARN of the dead-letter queue. */
    String target() {
        return target(parsed());
    }

    private static String target(JsonNode policy) {
        return policy.path("deadLetterTargetArn").asText();
    }

    private JsonNode parsed() {
        if (json.isEmpty()) {
            throw refused("The local station cannot take a redrive policy away: delete the queue and create it again.");
        }
        try {
            JsonNode policy = new JsonMapper().readTree(json);
            if (policy.isObject()) {
                return policy;
            }
        } catch (JsonProcessingException _) {
            // Falls through to the same refusal.
        }
        throw refused("Redrive policy is not a valid JSON map.");
    }

    private SqsError refused(String reason) {
        return new SqsError(
                "InvalidParameterValueException",
                "Value " + json + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }
}
