package dev.invitations.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this service publishes and subscribes. */
@ConfigMapping(prefix = "invitations.pubsub")
public interface PubSubConfig {

    /** The carrier: {@code aws} for SNS and SQS, {@code memory} for tests of one service. */
    @WithDefault("aws")
    CarrierName impl();

    /** The ARN of the topic that events are published to. */
    @WithDefault("arn:aws:sns:us-east-1:000000000000:invitations")
    TopicArn topicArn();

    /** How many messages of a subscription are handled at once, at most. */
    @WithDefault("64")
    @Min(1)
    int maxInFlight();

    /** How many long polls of a subscription run side by side. */
    @WithDefault("2")
    @Min(1)
    int receivers();

    /** How long a message that failed stays away after its first failure; the time doubles with each further one. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration firstRetry();

    /** The longest that a message that failed stays away. */
    @WithDefault("5m")
    @DurationMin(millis = 1)
    @DurationMax(hours = 12, message = "must be at most 12 hours: no longer can SQS hide a message")
    Duration longestRetry();

    /** How long handlers may go on once the service is asked to stop. */
    @WithDefault("10s")
    @DurationMin
    Duration drain();

    /**
     * How long a pod that works on an effect keeps others from it, without a sign of life: while it lives it renews the
     * lease, and when it dies it holds its event up for as long.
     */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration lease();

    /** The carriers there are. */
    enum CarrierName {
        AWS,
        MEMORY
    }
}
