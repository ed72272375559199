package dev.invitations.topology.aws;

import dev.invitations.topology.TopologyFailure;

/** Something is missing to talk to AWS, such as credentials. The message says how to give it. */
public final class NotConnected extends TopologyFailure {
    private static final long serialVersionUID = 1;

    NotConnected(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message says how to give what is missing */
    public NotConnected(String message) {
        super(message);
    }
}
