package dev.invitations.messaging.carrier;

import java.time.Duration;

/** What becomes of a message that was delivered. */
public sealed interface Outcome {

    /** It was handled: delete it. */
    record Done() implements Outcome {}

    /** It was not handled: deliver it again after {@code delay}, until its max receives are used up. */
    record Again(Duration delay) implements Outcome {}

    /**
     * It can never be handled: to the dead-letter queue, at once.
     *
     * @param reason for the people who look into that queue
     * @param problem the kind of failure, the simple name of a class
     */
    record Refuse(String reason, String problem) implements Outcome {}
}
