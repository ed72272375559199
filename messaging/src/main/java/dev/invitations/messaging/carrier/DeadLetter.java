package dev.invitations.messaging.carrier;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refused message on its way to the dead-letter queue: body and attributes as they came, and the reason beside them.
 * SQS allows ten message attributes; events have three.
 */
public final class DeadLetter {
    /** The reason, for people. */
    public static final String REASON = "refused_reason";

    /** The kind of failure: the simple name of a class. */
    public static final String PROBLEM = "refused_problem";

    /** The subscription whose worker refused it. */
    public static final String BY = "refused_by";

    /** At which receive it was refused. */
    public static final String RECEIVE_COUNT = "refused_receive_count";

    private DeadLetter() {}

    public static Message of(Received received, Outcome.Refuse refused, String subscription) {
        Map<String, String> attributes = new LinkedHashMap<>(received.message().attributes());
        attributes.put(REASON, refused.reason());
        attributes.put(PROBLEM, refused.problem());
        attributes.put(BY, subscription);
        attributes.put(RECEIVE_COUNT, Integer.toString(received.receiveCount()));
        return new Message(received.message().body(), attributes);
    }
}
