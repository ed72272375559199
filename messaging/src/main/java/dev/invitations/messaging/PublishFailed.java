package dev.invitations.messaging;

/** The topic did not take an event. Nothing is known to be lost: publishing the same event again is safe. */
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PublishFailed(String message) {
        super(message);
    }

    public PublishFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
