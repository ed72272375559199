package dev.invitations.messaging.sqs;

import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.sqs.Queue.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Deletes messages that came to their end, ten in a call. What SQS does not delete is deleted again for as long as its
 * receipt handle is valid; what it deletes too late is counted, since somebody else may have it.
 */
final class Deletes {
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Logger LOG = Logger.getLogger(Deletes.class);

    private final Surroundings surroundings;
    private final Consumer<List<Held>> letGo;
    private final Batches<Held> batches;
    private volatile boolean isClosed;

    /**
     * @param letGo hears of messages that are deleted, or that come again since they can't be
     */
    Deletes(Surroundings surroundings, BooleanSupplier mayMoreCome, Consumer<List<Held>> letGo) {
        this.surroundings = surroundings;
        this.letGo = letGo;
        this.batches = new Batches<>(surroundings.time(), surroundings.config().linger(), mayMoreCome, this::delete);
    }

    void add(Held held) {
        batches.add(held);
    }

    /** Deletes what waits for company. */
    void flush() {
        batches.flush();
    }

    /** What SQS did not delete until now comes again. */
    void close() {
        isClosed = true;
    }

    private void delete(List<Held> batch) {
        List<Held> open = deleteOnce(batch);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            pause(AGAIN.after(attempt));
            open = deleteOnce(open);
        }
    }

    /** Answers those that are to be deleted again. */
    private List<Held> deleteOnce(List<Held> batch) {
        List<Held> deleted = new ArrayList<>(batch.size());
        List<Held> failed = new ArrayList<>(0);
        List<Held> again = new ArrayList<>(0);
        Map<Integer, Refusal> refusals = refusals(batch);
        for (int i = 0; i < batch.size(); i++) {
            Held held = batch.get(i);
            Refusal refusal = refusals.get(i);
            if (refusal == null) {
                deleted.add(held);
            } else if (refusal.isFinal()
                    || isClosed
                    || held.hiddenUntil() <= surroundings.time().nanos()) {
                failed(held, refusal);
                failed.add(held);
            } else {
                again.add(held);
            }
        }
        deleted(deleted);
        letGo.accept(deleted);
        letGo.accept(failed);
        return again;
    }

    private Map<Integer, Refusal> refusals(List<Held> batch) {
        try {
            return Refusal.byIndex(surroundings
                    .queue()
                    .delete(batch.stream().map(Held::receiptHandle).toList()));
        } catch (RuntimeException e) {
            LOG.debugf(e, "%s: SQS did not delete %d messages", surroundings.name(), batch.size());
            return Refusal.byIndex(IntStream.range(0, batch.size())
                    .mapToObj(i -> new Refusal(i, e.getMessage(), false))
                    .toList());
        }
    }

    private void failed(Held held, Refusal refusal) {
        surroundings.metrics().deleteFailed.increment();
        LOG.warnf(
                "%s: message %s is handled but SQS did not delete it, so it comes again: %s",
                surroundings.name(), held.message().messageId(), refusal.message());
    }

    private void deleted(List<Held> batch) {
        SubscriberMetrics metrics = surroundings.metrics();
        long nanos = surroundings.time().nanos();
        Instant now = surroundings.time().now();
        metrics.deleted.increment(batch.size());
        for (Held held : batch) {
            metrics.ageAtDone.record(held.age(now));
            if (held.hiddenUntil() < nanos) {
                metrics.deletedLate.increment();
                LOG.warnf(
                        "%s: message %s was deleted %s after it could be received again; it may be handled twice",
                        surroundings.name(), held.message().messageId(), Duration.ofNanos(nanos - held.hiddenUntil()));
            }
        }
    }

    private void pause(Duration pause) {
        try {
            surroundings.time().sleep(pause);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but whoever ends the process.
            isClosed = true;
        }
    }
}
