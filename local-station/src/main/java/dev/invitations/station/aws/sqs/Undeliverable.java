package dev.invitations.station.aws.sqs;

/** A queue does not take a message, and trying again would not help. */
public final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason to follow the name of the queue in a sentence of the delivery log */
    Undeliverable(String reason) {
        super(reason, null, false, false);
    }
}
