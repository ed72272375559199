package dev.invitations.station;

/**
 * The command cannot go on, for a reason a person can act on: the message is printed as it is, without a stack trace.
 * The command then exits with {@link #exitCode()}.
 */
public final class StationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was asked for could not be done. */
    public static final int FAILED = 1;

    /** The command was wrong, or what it needs cannot be reached. */
    public static final int UNUSABLE = 2;

    private final int exitCode;

    private StationFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static StationFailure failed(String message) {
        return new StationFailure(FAILED, message, null);
    }

    public static StationFailure unusable(String message) {
        return new StationFailure(UNUSABLE, message, null);
    }

    public static StationFailure unusable(String message, Throwable cause) {
        return new StationFailure(UNUSABLE, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
