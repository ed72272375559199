package dev.invitations.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a failed message stays away: twice as long after each failure up to a cap, of which the later half is
 * random, so that messages that failed together do not come back together.
 */
record Backoff(Duration first, Duration longest) {

    /** The delay after the {@code receiveCount}-th receive failed. */
    Duration after(int receiveCount) {
        int doublings = Math.clamp(receiveCount - 1L, 0, 30);
        long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    }
}
