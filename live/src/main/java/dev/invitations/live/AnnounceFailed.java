package dev.invitations.live;

/** Redis did not take a live update. */
public final class AnnounceFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AnnounceFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
