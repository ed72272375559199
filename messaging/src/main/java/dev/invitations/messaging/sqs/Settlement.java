package dev.invitations.messaging.sqs;

import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.carrier.DeadLetter;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Queue.Hiding;
import dev.invitations.messaging.sqs.Queue.Letter;
import dev.invitations.messaging.sqs.Queue.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Tells SQS what became of messages, and then lets go of them. Where SQS can't be told, a message comes back: handling is
 * idempotent.
 */
final class Settlement {
    private static final Backoff DELETE_AGAIN = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final Surroundings surroundings;
    private final InFlight inFlight;
    private final Consumer<String> problem;
    private final Batches<Held> deletes;
    private final Batches<Return> returns;
    private volatile boolean isClosed;

    /** A message that goes back to its queue. */
    private record Return(Held held, Duration delay) {}

    /**
     * @param mayMoreCome whether another message may come to its end soon
     * @param problem hears of a refused message that found no dead-letter queue
     */
    Settlement(Surroundings surroundings, InFlight inFlight, BooleanSupplier mayMoreCome, Consumer<String> problem) {
        this.surroundings = surroundings;
        this.inFlight = inFlight;
        this.problem = problem;
        Duration linger = surroundings.config().linger();
        this.deletes = new Batches<>(surroundings.time(), linger, mayMoreCome, this::delete);
        this.returns = new Batches<>(surroundings.time(), linger, mayMoreCome, this::giveBack);
    }

    void settle(Held held, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> deletes.add(held);
            case Outcome.Again again -> returns.add(new Return(held, again.delay()));
            case Outcome.Refuse refused -> refuse(held, refused);
        }
    }

    private void refuse(Held held, Outcome.Refuse refused) {
        try {
            surroundings.deadLetters().send(letter(held, refused));
        } catch (RuntimeException e) {
            if (e instanceof QueueMissing) {
                problem.accept(e.getMessage());
            }
            surroundings.deadLetters().forget();
            LOG.warnf(
                    "%s: message %s stays where it is, since the dead-letter queue did not take it: %s",
                    surroundings.name(), held.message().messageId(), e.getMessage());
            letGo(List.of(held));
            return;
        }
        // Only once the dead-letter queue has it.
        deletes.add(held);
    }

    private static Letter letter(Held held, Outcome.Refuse refused) {
        Map<String, MessageAttributeValue> attributes = DeadLetter.attributes(
                held.message().messageAttributes(), held.receiveCount(), refused, Settlement::attribute);
        Optional<Letter.Order> order = Optional.ofNullable(held.groupId())
                .map(group -> new Letter.Order(group, held.message().messageId()));
        return new Letter(held.message().body(), attributes, order);
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** Those that SQS did not delete are deleted again for as long as it knows their receipt handles. */
    private void delete(List<Held> batch) {
        List<Held> open = batch;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            List<Held> failed = deleteOnce(open);
            List<Held> again = new ArrayList<>();
            for (Held held : failed) {
                if (isClosed || held.hiddenUntil() <= surroundings.time().nanos()) {
                    surroundings.metrics().deleteFailed.increment();
                    LOG.warnf(
                            "%s: message %s is handled but SQS did not delete it in time, so it comes again",
                            surroundings.name(), held.message().messageId());
                    letGo(List.of(held));
                } else {
                    again.add(held);
                }
            }
            open = again;
            if (!open.isEmpty()) {
                pause(DELETE_AGAIN.after(attempt));
            }
        }
    }

    private List<Held> deleteOnce(List<Held> batch) {
        List<Refusal> refusals;
        try {
            refusals = surroundings
                    .queue()
                    .delete(batch.stream().map(Held::receiptHandle).toList());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s: SQS did not delete %d handled messages: %s",
                    surroundings.name(), batch.size(), e.getMessage());
            return batch;
        }
        List<Held> deleted = new ArrayList<>(batch);
        List<Held> failed = new ArrayList<>(0);
        for (Refusal refusal : refusals) {
            Held held = batch.get(refusal.index());
            LOG.warnf(
                    "%s: SQS did not delete message %s: %s",
                    surroundings.name(), held.message().messageId(), refusal.message());
            failed.add(held);
            deleted.remove(held);
        }
        deleted(deleted);
        return failed;
    }

    private void deleted(List<Held> batch) {
        long now = surroundings.time().nanos();
        for (Held held : batch) {
            surroundings.metrics().deleted.increment();
            if (held.hiddenUntil() < now) {
                surroundings.metrics().deletedLate.increment();
                LOG.warnf(
                        "%s: message %s was deleted %s after it could be received again; it may be handled twice",
                        surroundings.name(), held.message().messageId(), Duration.ofNanos(now - held.hiddenUntil()));
            }
            surroundings.metrics().ageAtDone.record(held.age(surroundings.time().now()));
        }
        letGo(batch);
    }

    /** A refused one comes back all the same, by its visibility timeout. */
    private void giveBack(List<Return> batch) {
        batch.forEach(returned -> returned.held().awaitExtension());
        try {
            surroundings
                    .queue()
                    .hide(batch.stream()
                            .map(returned -> new Hiding(returned.held().receiptHandle(), returned.delay()))
                            .toList())
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
        letGo(batch.stream().map(Return::held).toList());
    }

    /** Gives messages back to be received at once, ten in a call. */
    void release(Collection<Held> messages) {
        List<Return> all =
                messages.stream().map(held -> new Return(held, Duration.ZERO)).toList();
        for (int i = 0; i < all.size(); i += Queue.BATCH) {
            List<Return> batch = all.subList(i, Math.min(all.size(), i + Queue.BATCH));
            Thread.startVirtualThread(() -> giveBack(batch));
        }
    }

    private void letGo(List<Held> messages) {
        inFlight.release(
                messages.size(), messages.stream().mapToLong(Held::bytes).sum());
    }

    private void pause(Duration pause) {
        try {
            surroundings.time().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what waits for company. */
    void flush() {
        deletes.flush();
        returns.flush();
    }

    /** What SQS did not take until now comes back. */
    void close() {
        isClosed = true;
    }
}
