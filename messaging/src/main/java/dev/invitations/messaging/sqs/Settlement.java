package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.DeadLetter;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Queue.Letter;
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
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final Surroundings surroundings;
    private final InFlight inFlight;
    private final Consumer<String> problem;
    private final Deletes deletes;
    private final Returns returns;

    /**
     * @param mayMoreCome whether another message may come to its end soon
     * @param problem hears of a refused message that found no dead-letter queue
     */
    Settlement(Surroundings surroundings, InFlight inFlight, BooleanSupplier mayMoreCome, Consumer<String> problem) {
        this.surroundings = surroundings;
        this.inFlight = inFlight;
        this.problem = problem;
        this.deletes = new Deletes(surroundings, mayMoreCome, this::letGo);
        this.returns = new Returns(surroundings, mayMoreCome, this::letGo);
    }

    /** Answers whether the message has come to its end; else it comes again. */
    boolean settle(Held held, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> {
                deletes.add(held);
                yield true;
            }
            case Outcome.Again again -> {
                returns.add(held, again.delay());
                yield false;
            }
            case Outcome.Refuse refused -> refuse(held, refused);
        };
    }

    private boolean refuse(Held held, Outcome.Refuse refused) {
        try {
            surroundings.deadLetters().send(letter(held, refused));
            // Only once the dead-letter queue has it.
            deletes.add(held);
            return true;
        } catch (RuntimeException e) {
            if (e instanceof QueueMissing) {
                problem.accept(e.getMessage());
            }
            surroundings.deadLetters().forget();
            LOG.warnf(
                    "%s: %s is refused but stays where it is, since the dead-letter queue did not take it: %s",
                    surroundings.name(), held, e.getMessage());
            letGo(List.of(held));
            return false;
        }
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

    /** Gives messages back, for whoever receives next. Does not wait. */
    void release(List<Held> messages) {
        returns.now(messages);
    }

    private void letGo(List<Held> messages) {
        if (!messages.isEmpty()) {
            inFlight.release(
                    messages.size(), messages.stream().mapToLong(Held::bytes).sum());
        }
    }

    /** Sends what waits for company. */
    void flush() {
        deletes.flush();
        returns.flush();
    }

    /** What SQS did not take until now comes back. */
    void close() {
        deletes.close();
    }
}
