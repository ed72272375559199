package dev.invitations.station.aws.sns.endpoint;

/** An endpoint did not take a message, and won't be tried again. */
public final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean clientError;

    Undeliverable(String reason, boolean clientError) {
        super(reason, null, false, false);
        this.clientError = clientError;
    }

    /** Whether it answered 4xx. */
    public boolean isClientError() {
        return clientError;
    }
}
