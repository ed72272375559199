package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Heartbeats;
import dev.invitations.messaging.sqs.Queue.Hiding;
import dev.invitations.messaging.sqs.Queue.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Extends the visibility timeout of what is in hand once half of it is over, ten messages in a call, until its handler
 * ends.
 */
final class Extensions implements Heartbeats.Keeper<Held> {
    private static final Logger LOG = Logger.getLogger(Extensions.class);

    private final Surroundings surroundings;
    private final Duration visibilityTimeout;
    private final Consumer<Held> giveBack;

    /**
     * @param giveBack what to do with a message whose handler was left behind
     */
    Extensions(Surroundings surroundings, Consumer<Held> giveBack) {
        this.surroundings = surroundings;
        this.visibilityTimeout = surroundings.subscription().visibilityTimeout();
        this.giveBack = giveBack;
    }

    @Override
    public void keepHidden(Collection<Held> inHand) {
        long soon = surroundings.time().nanos() + visibilityTimeout.toNanos() / 2;
        inHand.stream()
                .filter(held -> held.hiddenUntil() <= soon && held.beginExtension())
                .gather(Gatherers.windowFixed(Queue.BATCH))
                // Each on its own: one that SQS is slow to answer must not delay others.
                .forEach(batch -> Thread.startVirtualThread(() -> extend(batch)));
    }

    private void extend(List<Held> batch) {
        long hiddenUntil = surroundings.time().nanos() + visibilityTimeout.toNanos();
        Map<Integer, Refusal> refused;
        try {
            refused = Refusal.byIndex(surroundings
                    .queue()
                    .hide(batch.stream()
                            .map(held -> new Hiding(held.receiptHandle(), visibilityTimeout))
                            .toList()));
        } catch (Throwable e) {
            // Whatever it is: whoever gives one of them back waits for the end of this.
            surroundings.metrics().extensionFailed.increment(batch.size());
            LOG.warnf("%s: SQS did not extend %d messages: %s", surroundings.name(), batch.size(), e.getMessage());
            batch.forEach(held -> held.endExtension(held.hiddenUntil()));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            end(batch.get(i), refused.get(i), hiddenUntil);
        }
    }

    private void end(Held held, Refusal refusal, long hiddenUntil) {
        if (refusal == null) {
            surroundings.metrics().extended.increment();
            held.endExtension(hiddenUntil);
        } else {
            held.endExtension(held.hiddenUntil());
            if (!refusal.isFinal() || held.lose()) {
                surroundings.metrics().extensionFailed.increment();
                LOG.warnf(
                        "%s: SQS did not extend %s, it may be handled twice: %s",
                        surroundings.name(), held, refusal.message());
            }
        }
    }

    @Override
    public void giveBack(Held held) {
        giveBack.accept(held);
    }
}
