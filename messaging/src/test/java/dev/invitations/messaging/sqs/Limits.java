package dev.invitations.messaging.sqs;

import dev.invitations.messaging.SubscriberConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** A subscriber's configuration as tests want it. */
record Limits(int maxInFlight, long bytes, int maxReceivers, Duration drain) implements SubscriberConfig {
    @Override
    public MemorySize maxBytesInFlight() {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    @Override
    public Duration longPoll() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration firstRetry() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration longestRetry() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration maxAge() {
        return Duration.ofDays(28);
    }
}
