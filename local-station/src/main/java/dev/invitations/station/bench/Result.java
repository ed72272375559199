package dev.invitations.station.bench;

import java.time.Duration;

/**
 * What was measured.
 *
 * @param publishing from the first publish to the answer to the last
 * @param delivering from the first publish until the last copy was received
 */
record Result(
        String target, int subscriptions, int published, Duration publishing, int delivered, Duration delivering) {

    long publishesPerSecond() {
        return perSecond(published, publishing);
    }

    long deliveriesPerSecond() {
        return perSecond(delivered, delivering);
    }

    /** Whether everything arrived in the time there was. */
    boolean isComplete() {
        return delivered == published * subscriptions;
    }

    private static long perSecond(int count, Duration duration) {
        return Math.round(count * 1e9 / Math.max(1, duration.toNanos()));
    }
}
