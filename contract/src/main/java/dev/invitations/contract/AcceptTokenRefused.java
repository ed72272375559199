package dev.invitations.contract;

/** The token of an accept link is not to be trusted, or no longer. */
public final class AcceptTokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean expired;

    AcceptTokenRefused(boolean expired) {
        super(expired ? "the invitation has expired" : "the token was not issued here, or was altered");
        this.expired = expired;
    }

    /** Whether the token was genuine and is only too old; else it was tampered with or cut. */
    public boolean expired() {
        return expired;
    }
}
