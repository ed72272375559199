package dev.invitations.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to stay away after failures: up to twice as long after each further one, to a cap, and how long of that is up
 * to chance, so that those that failed together do not come back together.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS: exponential backoff and
 *     (full) jitter</a>
 */
public record Backoff(Duration first, Duration longest) {

    /** The delay after the {@code failures}-th failure. */
    public Duration after(int failures) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longestAfter(failures) + 1));
    }

    private long longestAfter(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        return Math.min(longest.toMillis(), first.toMillis() << doublings);
    }
}
