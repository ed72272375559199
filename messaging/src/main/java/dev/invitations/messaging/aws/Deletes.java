package dev.invitations.messaging.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Acknowledges handled messages in batches of up to ten: a batch waits a moment for company and leaves at once when it
 * is full or the service stops.
 */
final class Deletes implements AutoCloseable {
    private static final int MOST_ENTRIES = 10;
    private static final long LINGER_MS = 20;
    private static final String STOP = "";
    private static final Logger LOG = Logger.getLogger(Deletes.class);

    private final SqsQueue queue;
    private final String subscription;
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    private final Thread sender;

    Deletes(SqsQueue queue, String subscription) {
        this.queue = queue;
        this.subscription = subscription;
        this.sender = Thread.ofVirtual().name(subscription + "-deletes").start(this::send);
    }

    void add(String receiptHandle) {
        handled.add(receiptHandle);
    }

    private void send() {
        List<String> batch = new ArrayList<>(MOST_ENTRIES);
        try {
            for (String handle = handled.take(); ; handle = handled.take()) {
                long full = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MS);
                while (handle != null && !handle.equals(STOP)) {
                    batch.add(handle);
                    handle = batch.size() == MOST_ENTRIES
                            ? null
                            : handled.poll(full - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                delete(batch);
                batch.clear();
                if (STOP.equals(handle)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            delete(batch);
        }
    }

    private void delete(List<String> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            queue.delete(batch)
                    .forEach(error -> LOG.warnf(
                            "%s: SQS did not delete a handled message, so it comes again: %s",
                            subscription, error.message()));
        } catch (RuntimeException e) {
            // Whatever it is: were this thread to end, nothing would be deleted any more.
            LOG.warnf(
                    "%s: SQS did not delete %d handled messages, so they come again: %s",
                    subscription, batch.size(), e.getMessage());
        }
    }

    /** Sends what was added before, then ends. */
    @Override
    public void close() {
        handled.add(STOP);
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
