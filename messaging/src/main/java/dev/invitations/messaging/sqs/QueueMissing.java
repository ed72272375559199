package dev.invitations.messaging.sqs;

/** There is no queue of that name. The message says which command creates it. */
final class QueueMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueueMissing(String message) {
        super(message, null, false, false);
    }
}
