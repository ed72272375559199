package dev.invitations.messaging.carrier;

import dev.invitations.contract.DeadLetterAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What a refused message takes along to the dead-letter queue: its own attributes as they came, and the reason beside
 * them. All of it fits SQS, whatever was refused: a letter that can't be posted would leave its message circling.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">SQS:
 *     ten message attributes at most</a>
 */
public final class DeadLetter {
    private static final int MOST_ATTRIBUTES = 10;

    private DeadLetter() {}

    /**
     * The attributes of a letter, as many as a message may have. What a message brought along is never left out; where it
     * leaves no room for the whole reason, the least telling of that is.
     *
     * @param own the message's own attributes
     * @param attribute makes one of a text
     */
    public static <A> Map<String, A> attributes(
            Map<String, A> own, int receiveCount, Outcome.Refuse refused, Function<String, A> attribute) {
        Map<String, A> all = new LinkedHashMap<>(own);
        reasons(receiveCount, refused).forEach((name, value) -> {
            if (all.size() < MOST_ATTRIBUTES || all.containsKey(name)) {
                all.put(name, attribute.apply(value));
            }
        });
        return all;
    }

    /** The most telling first. */
    private static SequencedMap<String, String> reasons(int receiveCount, Outcome.Refuse refused) {
        SequencedMap<String, String> reasons = new LinkedHashMap<>();
        reasons.put(DeadLetterAttributes.REASON, refused.reason());
        reasons.put(DeadLetterAttributes.PROBLEM, refused.problem());
        reasons.put(DeadLetterAttributes.EXCEPTION, refused.exception());
        reasons.put(DeadLetterAttributes.RECEIVE_COUNT, Integer.toString(receiveCount));
        reasons.put(DeadLetterAttributes.BY, refused.service());
        refused.traceparent().ifPresent(trace -> reasons.put(DeadLetterAttributes.TRACE, trace));
        return reasons;
    }
}
