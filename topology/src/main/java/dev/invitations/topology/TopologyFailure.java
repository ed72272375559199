package dev.invitations.topology;

/** Something about a topology can't be done. The message tells people what, and what would be right. */
public class TopologyFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TopologyFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public TopologyFailure(String message) {
        super(message);
    }
}
