package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.http.Arn;
import java.util.Optional;
import java.util.Set;

/**
 * A queue's redrive policy, as it was sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">
 *     Dead-letter queues</a>
 */
record RedrivePolicy(String json) {
    static final String NAME = QueueAttribute.REDRIVE_POLICY.attribute();

    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final Set<String> ELEMENTS = Set.of(TARGET, COUNT);

    /** @throws SqsError where a queue of that ARN can't have it */
    void require(String sourceArn, Queues queues) {
        JsonNode policy = parsed();
        for (String element : new String[] {COUNT, TARGET}) {
            if (!policy.hasNonNull(element)) {
                throw refused("Redrive policy does not contain mandatory attribute: " + element + ".");
            }
        }
        String count = policy.path(COUNT).asText();
        if (!count.matches("\\d{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > 1_000) {
            throw refused("Invalid value for maxReceiveCount: " + count
                    + ", valid values are from 1 to 1000 both inclusive.");
        }
        requireTarget(Arn.parse(sourceArn).orElseThrow(), queues);
        if (policy.propertyStream().anyMatch(element -> !ELEMENTS.contains(element.getKey()))) {
            throw refused("Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
        }
    }

    private void requireTarget(Arn source, Queues queues) {
        Arn target =
                Arn.parse(target()).orElseThrow(() -> refused("Dead-letter target ARN should be fully qualified ARN."));
        if (!target.isOf("sqs")) {
            throw refused("Only SQS queues are valid resources for deadLetterTargetArn.");
        }
        if (!target.account().equals(source.account())) {
            throw refused("Dead-letter target owner should be same as the source.");
        }
        // What AWS says of another region is not known: none of its queues is there for it.
        Optional<Queue> queue =
                queues.find(target.toString()).filter(_ -> target.region().equals(source.region()));
        if (queue.isEmpty()) {
            throw refused("Dead letter target does not exist.");
        }
        if (isFifo(target) != isFifo(source)) {
            // AWS ends it with two full stops.
            throw refused("Dead-letter queue must be same type of queue as the source..");
        }
        String allowPolicy = queue.get().attributes().get(RedriveAllowPolicy.NAME);
        if (allowPolicy != null && !new RedriveAllowPolicy(allowPolicy).allows(source.toString())) {
            // What AWS says here is not known.
            throw refused("The redrive allow policy of the dead-letter queue does not let " + source + " use it.");
        }
    }

    private static boolean isFifo(Arn queue) {
        return queue.resource().endsWith(".fifo");
    }

    /** The ARN of the dead-letter queue. */
    String target() {
        return parsed().path(TARGET).asText();
    }

    int maxReceiveCount() {
        return parsed().path(COUNT).asInt();
    }

    private JsonNode parsed() {
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
        return SqsError.invalidParameter(json, NAME, reason);
    }
}
