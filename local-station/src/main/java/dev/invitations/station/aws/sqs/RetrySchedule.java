package dev.invitations.station.aws.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * When SNS tries a queue again: three times at once, twice after a second, ten times from 1 to 20 seconds, and then
 * every 20 seconds for 23 days.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Retries</a>
 */
final class RetrySchedule {
    private static final int AT_ONCE = 3;
    private static final int PRE_BACKOFF = 2;
    private static final int BACKOFF = 10;
    private static final int POST_BACKOFF = 100_000;
    private static final double LONGEST_SECONDS = 20;

    private RetrySchedule() {}

    /**
     * The pause before a retry; empty where SNS gives up.
     *
     * @param retry which, from 1
     */
    static Optional<Duration> pause(int retry) {
        if (retry <= AT_ONCE) {
            return Optional.of(Duration.ZERO);
        }
        if (retry <= AT_ONCE + PRE_BACKOFF) {
            return Optional.of(Duration.ofSeconds(1));
        }
        int backoff = retry - AT_ONCE - PRE_BACKOFF;
        if (backoff <= BACKOFF) {
            double seconds = Math.pow(LONGEST_SECONDS, (backoff - 1) / (BACKOFF - 1.0));
            return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
        }
        return backoff <= BACKOFF + POST_BACKOFF
                ? Optional.of(Duration.ofSeconds((long) LONGEST_SECONDS))
                : Optional.empty();
    }
}
