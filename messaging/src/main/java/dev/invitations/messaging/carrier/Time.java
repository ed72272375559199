package dev.invitations.messaging.carrier;

import java.time.Duration;
import java.time.Instant;

/** Time as a carrier sees it: the machine's, or one that a test moves. */
public interface Time extends AutoCloseable {

    /** For differences only, in nanoseconds. */
    long nanos();

    /** The date, to compare with what others wrote down. */
    Instant now();

    /** Runs {@code task} after {@code delay} on a virtual thread of its own, unless it was closed by then. */
    void after(Duration delay, Runnable task);

    /**
     * Waits.
     *
     * @throws InterruptedException where the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /** Ends what waits for its time. */
    @Override
    void close();
}
