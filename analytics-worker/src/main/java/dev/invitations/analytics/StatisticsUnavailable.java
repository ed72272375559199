package dev.invitations.analytics;

/** Redis, which keeps the statistics, is not to be had. */
final class StatisticsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatisticsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
