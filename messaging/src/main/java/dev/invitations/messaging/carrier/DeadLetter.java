package dev.invitations.messaging.carrier;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.DeadLetterAttributes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refused message on its way to the dead-letter queue: the body as it came, and the reason beside its attributes. All
 * of it fits SQS, whatever was refused: a letter that can't be posted would leave its message circling.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">SQS:
 *     ten message attributes at most</a>
 */
public final class DeadLetter {
    private static final int MOST_ATTRIBUTES = 10;

    private DeadLetter() {}

    /** Where there would be more than ten attributes, some of the message's own are left out, an event's last. */
    public static Message of(Received received, Outcome.Refuse refused, String subscription) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(DeadLetterAttributes.REASON, refused.reason());
        attributes.put(DeadLetterAttributes.PROBLEM, refused.problem());
        attributes.put(DeadLetterAttributes.BY, subscription);
        attributes.put(DeadLetterAttributes.RECEIVE_COUNT, Integer.toString(received.receiveCount()));
        received.message().attributes().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>, Boolean>comparing(
                                own -> !CloudEvent.ATTRIBUTES.contains(own.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(own -> !attributes.containsKey(own.getKey()))
                .limit(MOST_ATTRIBUTES - attributes.size())
                .forEach(own -> attributes.put(own.getKey(), own.getValue()));
        return new Message(received.message().body(), attributes);
    }
}
