package dev.invitations.messaging;

/** Thrown by an {@link EventHandler}: this event can never be handled. Its message goes to the DLQ with the reason. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    /**
     * @param reason for the people who will look into the dead-letter queue
     */
    public Refused(String reason) {
        this("REFUSED", reason, null);
    }

    /**
     * @param reason for the people who will look into the dead-letter queue
     */
    public Refused(String reason, Throwable cause) {
        this("REFUSED", reason, cause);
    }

    private Refused(String problem, String reason, Throwable cause) {
        super(reason, cause);
        this.problem = problem;
    }

    /** Refused before any handler saw it. */
    static Refused ofKind(String problem, String reason) {
        return new Refused(problem, reason, null);
    }

    /** The kind of failure, by which many can be told apart. */
    String problem() {
        return problem;
    }
}
