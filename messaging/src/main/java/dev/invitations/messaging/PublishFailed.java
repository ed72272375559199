package dev.invitations.messaging;

/**
 * The topic did not take an event, or did not say so in time. Nothing is lost: the same event may be published again,
 * and whoever has had it drops it.
 */
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why it was not taken. */
    public enum Kind {
        /** The topic refuses this event, and would each time. */
        REFUSED,
        /** Too much was published at once. */
        THROTTLED,
        /** The topic could not be reached, or failed. */
        UNAVAILABLE,
        /** No answer came in time; the topic may have taken the event all the same. */
        TIMED_OUT,
        /** This service may not publish: its credentials have expired, or a policy or a key is against it. */
        DENIED,
        /** There is no such topic. */
        TOPIC_MISSING,
        /** The thread that published was interrupted; the topic may have taken the event all the same. */
        INTERRUPTED,
        /** It was not sent, because of what befell an event before it in the same call. */
        NOT_SENT
    }

    private final Kind kind;
    private final boolean ofTopic;

    /** Without a stack trace: SNS being away is expected, and logged for every request that meets it. */
    private PublishFailed(Kind kind, String message, boolean ofTopic) {
        super(message, null, false, false);
        this.kind = kind;
        this.ofTopic = ofTopic;
    }

    /** This event was not taken; others may be. */
    public static PublishFailed ofEvent(Kind kind, String message) {
        return new PublishFailed(kind, message, false);
    }

    /** Nothing can be published just now. */
    public static PublishFailed ofTopic(Kind kind, String message) {
        return new PublishFailed(kind, message, true);
    }

    /** Why it was not taken. */
    public Kind kind() {
        return kind;
    }

    /** Whether the topic is away or takes nothing, so that it is of no use to try the next event at once. */
    public boolean isOfTopic() {
        return ofTopic;
    }
}
