package dev.invitations.messaging.carrier;

import dev.invitations.messaging.Dependency;
import java.time.Duration;
import java.util.Optional;

/** What becomes of a message that was delivered. */
public sealed interface Outcome {

    /** It was handled: delete it. */
    record Done() implements Outcome {}

    /** It was not handled: deliver it again after a delay, until its max receives are used up. */
    sealed interface Again extends Outcome {
        Duration delay();
    }

    /** Nothing is wrong, it is only too early. */
    record Later(Duration delay) implements Again {}

    /** Its handler failed. */
    record Failed(Duration delay) implements Again {}

    /** What it takes to handle it is away: others would fare no better. */
    record Unavailable(Dependency dependency, String why, Duration delay) implements Again {}

    /**
     * It can never be handled: to the dead-letter queue, at once.
     *
     * @param reason for the people who look into that queue; at most 500 characters
     * @param problem the kind of failure, such as {@code MISSING_FIELD}
     * @param exception the name of the class of what was thrown
     * @param service who refused it
     * @param traceparent where in which trace it was refused; empty where there is none
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS:
     *     which characters it takes</a>
     */
    record Refuse(String reason, String problem, String exception, String service, Optional<String> traceparent)
            implements Outcome {
        private static final int LONGEST_REASON = 500;

        /** A reason quotes what was wrong, which may be anything: it is cut, and what SQS does not take is replaced. */
        public Refuse {
            reason = sendable(reason);
        }

        private static String sendable(String reason) {
            StringBuilder sendable = new StringBuilder();
            reason.codePoints()
                    .limit(LONGEST_REASON)
                    .map(character -> isTaken(character) ? character : '\uFFFD')
                    .forEach(sendable::appendCodePoint);
            return reason.codePointCount(0, reason.length()) > LONGEST_REASON ? sendable + "…" : sendable.toString();
        }

        private static boolean isTaken(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL -> character == '\t' || character == '\n' || character == '\r';
                case Character.SURROGATE -> false;
                default -> (character & 0xFFFE) != 0xFFFE;
            };
        }
    }
}
