package dev.invitations.messaging;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UndecodableEvent;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Message -> event -> handler, and from what the handler does to what becomes of the message. It throws nothing, so a
 * bad message never takes a worker along.
 */
record Consumer<E extends InvitationEvent>(
        String subscription,
        Class<E> handled,
        EventHandler<E> handler,
        Optional<TimeLimit> limit,
        Backoff backoff,
        TraceContext trace)
        implements Function<Received, Outcome> {
    private static final Logger LOG = Logger.getLogger(Consumer.class);

    @Override
    public Outcome apply(Received received) {
        return trace.consuming("process " + subscription, received.message().attributes(), () -> outcome(received));
    }

    private Outcome outcome(Received received) {
        try {
            InvitationEvent event = CloudEvent.parse(received.message().body()).event();
            if (!handled.isInstance(event)) {
                throw new Refused("a handler of %s can't handle %s; the subscription's filter policy lets it through"
                        .formatted(handled.getSimpleName(), event.type().wireName()));
            }
            handle(handled.cast(event), new Delivery(subscription, received.id(), received.receiveCount()));
            LOG.debugf(
                    "%s: %s %s of team %s is handled",
                    subscription, event.type().wireName(), event.id(), event.team());
            return new Outcome.Done();
        } catch (UndecodableEvent e) {
            return refused(received, e.getMessage(), e.problem().name());
        } catch (Refused e) {
            return refused(received, Objects.toString(e.getMessage(), "no reason given"), "REFUSED");
        } catch (RetryLater e) {
            LOG.debugf("%s: message %s comes back: %s", subscription, received.id(), e.getMessage());
            return new Outcome.Again(e.delay());
        } catch (Exception e) {
            Outcome.Again again = new Outcome.Again(backoff.after(received.receiveCount()));
            LOG.warnf(
                    "%s: message %s failed at receive %d and comes back in %s: %s",
                    subscription, received.id(), received.receiveCount(), again.delay(), e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return again;
        }
    }

    private void handle(E event, Delivery delivery) throws Exception {
        if (limit.isPresent()) {
            limit.get().run(() -> handler.handle(event, delivery));
        } else {
            handler.handle(event, delivery);
        }
    }

    private Outcome refused(Received received, String reason, String problem) {
        Outcome.Refuse refused = new Outcome.Refuse(reason, problem);
        LOG.warnf(
                "%s: message %s is refused and goes to the dead-letter queue: %s",
                subscription, received.id(), refused.reason());
        return refused;
    }
}
