package dev.invitations.messaging.sqs;

import dev.invitations.messaging.sqs.Queue.Hiding;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Gives messages back to be received again after a delay, ten in a call. One that SQS does not take back comes again all
 * the same, by its visibility timeout.
 */
final class Returns {
    private static final Logger LOG = Logger.getLogger(Returns.class);

    private final Surroundings surroundings;
    private final Consumer<List<Held>> letGo;
    private final Batches<Return> batches;

    private record Return(Held held, Duration delay) {}

    /**
     * @param letGo hears of messages that were given back
     */
    Returns(Surroundings surroundings, BooleanSupplier mayMoreCome, Consumer<List<Held>> letGo) {
        this.surroundings = surroundings;
        this.letGo = letGo;
        this.batches = new Batches<>(surroundings.time(), surroundings.config().linger(), mayMoreCome, this::giveBack);
    }

    void add(Held held, Duration delay) {
        batches.add(new Return(held, delay));
    }

    /** Gives back, at once and to be received at once. Does not wait. */
    void now(List<Held> messages) {
        messages.stream()
                .map(held -> new Return(held, Duration.ZERO))
                .gather(Gatherers.windowFixed(Queue.BATCH))
                .forEach(batch -> Thread.startVirtualThread(() -> giveBack(batch)));
    }

    /** Gives back what waits for company. */
    void flush() {
        batches.flush();
    }

    private void giveBack(List<Return> batch) {
        batch.forEach(returned -> returned.held().awaitExtension());
        try {
            long now = surroundings.time().nanos();
            List<Hiding> hidings = batch.stream()
                    .map(returned -> new Hiding(
                            returned.held().receiptHandle(), returned.held().allowed(returned.delay(), now)))
                    .toList();
            surroundings
                    .queue()
                    .hide(hidings)
                    .forEach(refusal -> LOG.warnf(
                            "%s: message %s comes back by its visibility timeout, SQS did not delay it: %s",
                            surroundings.name(),
                            batch.get(refusal.index()).held().message().messageId(),
                            refusal.message()));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s: %d messages come back by their visibility timeout, SQS did not delay them: %s",
                    surroundings.name(), batch.size(), e.getMessage());
        }
        letGo.accept(batch.stream().map(Return::held).toList());
    }
}
