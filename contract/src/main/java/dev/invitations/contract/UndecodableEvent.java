package dev.invitations.contract;

/** A text that is not an event (or live update) that this version understands. Reading it again can't help. */
public final class UndecodableEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Problem {
        NOT_JSON,
        MISSING_FIELD,
        WRONG_TYPE,
        INVALID_VALUE,
        UNKNOWN_EVENT_TYPE
    }

    private final Problem problem;

    public UndecodableEvent(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
