package dev.invitations.messaging;

/** Thrown by an {@link EventHandler}: this event can never be handled. Its message goes to the DLQ with the reason. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param reason for the people who will look into the dead-letter queue
     */
    public Refused(String reason) {
        super(reason);
    }
}
