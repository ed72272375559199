package dev.invitations.messaging.aws;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.DeadLetter;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tells SQS what became of a message. Where SQS can't be told, the message comes back: handling is idempotent. */
final class Settlement implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final SqsQueue queue;
    private final SqsQueue deadLetters;
    private final QueueSubscription subscription;
    private final Consumer<QueueMissing> deadLettersMissing;
    private final Deletes deletes;
    private final ScheduledThreadPoolExecutor heartbeats;

    /**
     * @param deadLettersMissing hears of a refused message that found no dead-letter queue
     */
    Settlement(
            SqsQueue queue,
            SqsQueue deadLetters,
            QueueSubscription subscription,
            Consumer<QueueMissing> deadLettersMissing) {
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.subscription = subscription;
        this.deadLettersMissing = deadLettersMissing;
        this.deletes = new Deletes(queue, subscription.name());
        this.heartbeats = new ScheduledThreadPoolExecutor(
                1, Thread.ofVirtual().name(subscription.name() + "-heartbeat").factory());
        // Else every handled message is kept in memory until its next beat would have been due.
        heartbeats.setRemoveOnCancelPolicy(true);
    }

    /** Keeps the message hidden from other receivers for as long as {@code handling} takes. */
    Outcome keepHidden(Message message, Supplier<Outcome> handling) {
        Heartbeat heartbeat = new Heartbeat(message);
        long period = subscription.visibilityTimeout().toMillis() / 2;
        // Each beat on a thread of its own: one that SQS is slow to answer must not delay those of other messages.
        Future<?> beats = heartbeats.scheduleAtFixedRate(
                () -> Thread.startVirtualThread(heartbeat), period, period, TimeUnit.MILLISECONDS);
        try {
            return handling.get();
        } finally {
            beats.cancel(false);
            heartbeat.end();
        }
    }

    /** Extends a message's visibility timeout until it is ended, and never after: a back-off may be set by then. */
    private final class Heartbeat implements Runnable {
        private final String messageId;
        private final String receiptHandle;
        private boolean ended;

        Heartbeat(Message message) {
            this.messageId = message.messageId();
            this.receiptHandle = message.receiptHandle();
        }

        @Override
        public synchronized void run() {
            if (!ended) {
                quietly("extend", messageId, () -> queue.hide(receiptHandle, subscription.visibilityTimeout()));
            }
        }

        synchronized void end() {
            ended = true;
        }
    }

    void settle(Message message, Received received, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> deletes.add(message.receiptHandle());
            case Outcome.Again again ->
                quietly("delay", message.messageId(), () -> queue.hide(message.receiptHandle(), again.delay()));
            case Outcome.Refuse refused ->
                quietly("refuse", message.messageId(), () -> {
                    bury(DeadLetter.of(received, refused, subscription.name()));
                    // Only once the dead-letter queue has it: were this to fail, the message would come back.
                    deletes.add(message.receiptHandle());
                });
        }
    }

    private void bury(dev.invitations.messaging.carrier.Message letter) {
        try {
            deadLetters.send(letter);
        } catch (QueueMissing e) {
            deadLetters.forget();
            deadLettersMissing.accept(e);
            throw e;
        }
    }

    private void quietly(String what, String messageId, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s: SQS did not %s message %s, it comes back by its visibility timeout: %s",
                    subscription.name(), what, messageId, e.getMessage());
        }
    }

    @Override
    public void close() {
        heartbeats.shutdownNow();
        deletes.close();
    }
}
