package dev.invitations.messaging.sns;

import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.PublishConfig;
import java.time.Duration;

/**
 * How long, and how often, a batch is tried.
 *
 * @param timeout for all of it
 * @param attemptTimeout for one call
 * @param attempts at most
 */
public record PublishLimits(Duration timeout, Duration attemptTimeout, int attempts, Backoff backoff) {

    /** As configured. */
    public static PublishLimits of(PublishConfig config) {
        return new PublishLimits(
                config.timeout(),
                config.attemptTimeout(),
                config.attempts(),
                new Backoff(config.firstRetry(), config.longestRetry()));
    }
}
