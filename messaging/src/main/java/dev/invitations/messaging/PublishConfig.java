package dev.invitations.messaging;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long, and how often, this service tries to publish. */
public interface PublishConfig {

    /**
     * How long ten events, which is what SNS takes at once, may take until the last is taken, with all that is tried
     * again. A single event has its answer within it; a long list within it after the last progress.
     */
    @WithDefault("4s")
    @DurationMin(millis = 1)
    Duration timeout();

    /** How long one call of SNS may take before another is tried. */
    @WithDefault("2s")
    @DurationMin(millis = 1)
    Duration attemptTimeout();

    /** How often an event is tried, at most. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** The longest pause before the second attempt; it doubles with each further one, and chance decides how much of it. */
    @WithDefault("100ms")
    @DurationMin(millis = 1)
    Duration firstRetry();

    /** The longest pause before any attempt. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration longestRetry();
}
