package dev.invitations.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this service receives and handles the messages of a subscription. */
public interface SubscriberConfig {

    /** How many messages are in hand at once, at most: received and neither deleted nor given back. */
    @WithDefault("100")
    @Min(1)
    int maxInFlight();

    /** How many bytes the messages in hand may have before no more are received. */
    @WithDefault("16M")
    @WithConverter(PositiveSize.class)
    MemorySize maxBytesInFlight();

    /**
     * How many long polls run side by side under load, at most. When nothing comes there is one.
     */
    @WithDefault("10")
    @Min(1)
    int maxReceivers();

    /** How long a receive waits for messages where there are none. */
    @WithDefault("20s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 20, message = "must be at most 20 seconds: no longer does SQS let a receive wait")
    Duration longPoll();

    /** How long a handled message waits for company before it is deleted; ten go at once. */
    @WithDefault("20ms")
    @DurationMin
    @DurationMax(seconds = 1)
    Duration linger();

    /**
     * The longest that a message that failed stays away after its first failure; it doubles with each further one, and
     * chance decides how much of it.
     */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration firstRetry();

    /** The longest that a message that failed stays away. */
    @WithDefault("5m")
    @DurationMin(millis = 1)
    @DurationMax(hours = 12, message = "must be at most 12 hours: no longer can SQS hide a message")
    Duration longestRetry();

    /**
     * How old an event may be. What is older is refused: the marks by which it would be known as done are kept for 30
     * days.
     */
    @WithDefault("28d")
    @DurationMin(seconds = 1)
    @DurationMax(days = 29, message = "must be at most 29 days: the marks of what is done are kept for 30")
    Duration maxAge();

    /** How long handlers may go on once the service is asked to stop. */
    @WithDefault("10s")
    @DurationMin
    Duration drain();
}
