package dev.invitations.topology.aws;

import java.time.Duration;

/** Waits between two calls. */
public final class Pause {
    private Pause() {}

    /**
     * Waits for that long; not at all, where it is negative.
     *
     * @throws IllegalStateException where the thread is interrupted meanwhile
     */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.isNegative() ? Duration.ZERO : time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for AWS", e);
        }
    }
}
