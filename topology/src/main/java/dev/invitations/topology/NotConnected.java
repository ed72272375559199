package dev.invitations.topology;

/** Something is missing to talk to AWS, such as credentials. The message says how to give it. */
final class NotConnected extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotConnected(String message, Throwable cause) {
        super(message, cause);
    }
}
