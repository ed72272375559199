package dev.invitations.messaging;

/** The topic did not take an event. Nothing is known to be lost: publishing the same event again is safe. */
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean ofTopic;

    /** Without a stack trace: SNS being away is expected, and logged for every request that meets it. */
    private PublishFailed(String message, boolean ofTopic) {
        super(message, null, false, false);
        this.ofTopic = ofTopic;
    }

    /** This event was not taken; others may be. */
    public static PublishFailed ofEvent(String message) {
        return new PublishFailed(message, false);
    }

    /** Nothing can be published just now. */
    public static PublishFailed ofTopic(String message) {
        return new PublishFailed(message, true);
    }

    /** Whether the topic is away or takes nothing, so that it is of no use to try the next event at once. */
    public boolean isOfTopic() {
        return ofTopic;
    }
}
