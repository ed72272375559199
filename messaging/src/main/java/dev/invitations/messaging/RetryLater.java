package dev.invitations.messaging;

import java.time.Duration;

/** Thrown by an {@link EventHandler}: nothing is wrong, but the message should come back after {@link #delay()}. */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration delay;

    public RetryLater(String reason, Duration delay) {
        super(reason);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay of " + delay + ": it must not be negative");
        }
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
