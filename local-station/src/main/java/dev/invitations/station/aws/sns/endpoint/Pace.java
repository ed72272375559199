package dev.invitations.station.aws.sns.endpoint;

import java.time.Duration;

/** Spreads out what an endpoint gets, so that it gets no more than it said. */
final class Pace {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long freeAt;

    /** How long the next one has to wait, in whole milliseconds. */
    Duration pause(long millis) {
        return Duration.ofMillis(Math.max(0, freeAt / NANOS_PER_MILLI - millis));
    }

    /** One goes now. */
    void take(long millis, int perSecond) {
        freeAt = Math.max(freeAt, millis * NANOS_PER_MILLI)
                + Duration.ofSeconds(1).toNanos() / perSecond;
    }
}
