package dev.invitations.messaging;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets a handler work for so long, then interrupts it. One that doesn't heed that is left behind: it may work on, but its
 * message is given back, and what it comes to in the end counts for nothing.
 */
record TimeLimit(Duration limit) {
    /** How long an interrupted handler may take to end in order. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(TimeLimit.class);

    /** What a handler does with one message. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /**
     * Runs {@code work} on a thread of its own: whoever waits for it must be free to go on without it.
     *
     * @throws HandlerTimedOut where it took too long, and did not come to a good end all the same
     * @throws Exception what it throws
     */
    void run(Work work) throws Exception {
        Attempt attempt = new Attempt(work);
        String name = Thread.currentThread().getName() + "-handler";
        Thread thread = Thread.ofVirtual().name(name).start(Context.current().wrap(attempt));
        try {
            attempt.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (TimeoutException _) {
            thread.interrupt();
            awaitInterrupted(attempt);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private void awaitInterrupted(Attempt attempt) throws Exception {
        try {
            attempt.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Exception thrown = thrown(e);
            if (thrown instanceof Refused || thrown instanceof RetryLater) {
                throw thrown;
            }
            throw HandlerTimedOut.interrupted(limit, attempt.taken(), thrown);
        } catch (TimeoutException _) {
            attempt.isLeftBehind = true;
            throw HandlerTimedOut.ignoring(limit, attempt.taken());
        }
    }

    private static Exception thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) e.getCause();
    }

    private static final class Attempt extends FutureTask<Void> {
        private final long start = System.nanoTime();
        private volatile boolean isLeftBehind;

        Attempt(Work work) {
            super(() -> {
                work.run();
                return null;
            });
        }

        Duration taken() {
            return Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        protected void done() {
            if (isLeftBehind) {
                LOG.warnf(
                        "%s has ended after %s; its message had been given back",
                        Thread.currentThread().getName(), taken());
            }
        }
    }
}
