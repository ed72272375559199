package dev.invitations.contract;

import java.util.List;

/**
 * The message attributes by which a worker says why it put a message into the dead-letter queue. A message that SQS moved
 * there, since its receives were used up, has none of them; nor has one that SNS could not deliver.
 */
public final class DeadLetterAttributes {
    /** The reason, for people. */
    public static final String REASON = "refused_reason";

    /** The kind of failure: {@code REFUSED} by the handler, or what is wrong with the event, such as {@code MISSING_FIELD}. */
    public static final String PROBLEM = "refused_problem";

    /** The class of the exception. */
    public static final String EXCEPTION = "refused_exception";

    /** The service that refused it. */
    public static final String BY = "refused_by";

    /** At which receive it was refused. */
    public static final String RECEIVE_COUNT = "refused_receive_count";

    /** Where in which trace it was refused, as {@code traceparent} says it; the message's own tells where it came from. */
    public static final String TRACE = "refused_traceparent";

    /** All of them, the most telling first. */
    public static final List<String> ALL = List.of(REASON, PROBLEM, EXCEPTION, RECEIVE_COUNT, BY, TRACE);

    private DeadLetterAttributes() {}
}
