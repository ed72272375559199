package dev.invitations.messaging;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UndecodableEvent;
import dev.invitations.contract.topology.Durations;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Message -> event -> handler, and from what the handler does to what becomes of the message. It throws nothing, so a
 * bad message never takes a worker along.
 *
 * @param whenAway how much longer than others a message stays away that met a dependency that is away: until no receive of
 *     before is under way any more, since that would bring it again
 */
record Consumer<E extends InvitationEvent>(
        String service,
        QueueSubscription subscription,
        Class<E> handled,
        EventHandler<E> handler,
        Duration maxAge,
        Backoff backoff,
        Duration whenAway,
        TraceContext trace)
        implements Function<Received, Outcome> {
    private static final Logger LOG = Logger.getLogger(Consumer.class);

    @Override
    public Outcome apply(Received received) {
        return trace.consuming(
                "process " + subscription.name(), received.message().attributes(), () -> outcome(received));
    }

    private Outcome outcome(Received received) {
        String what = "message " + received.id();
        try {
            InvitationEvent event = CloudEvent.parse(received.message().body()).event();
            what = event.type().wireName() + " " + event.id();
            handler.handle(accepted(event), delivery(received));
            LOG.debugf("%s: %s of team %s is handled", subscription.name(), what, event.team());
            return new Outcome.Done();
        } catch (UndecodableEvent e) {
            return refused(what, received, e, e.problem().name());
        } catch (Refused e) {
            return refused(what, received, e, e.problem());
        } catch (RetryLater e) {
            LOG.debugf(
                    "%s: %s comes back in %s: %s",
                    subscription.name(), what, Durations.format(e.delay()), e.getMessage());
            return new Outcome.Later(e.delay());
        } catch (DependencyUnavailable e) {
            Duration delay = whenAway.plus(backoff.after(received.receiveCount()));
            failed(what, received, delay, e.getMessage());
            return new Outcome.Unavailable(e.dependency(), e.getMessage(), delay);
        } catch (Exception e) {
            Duration delay = backoff.after(received.receiveCount());
            failed(what, received, delay, e.toString());
            LOG.debugf(e, "%s: %s failed here", subscription.name(), what);
            return new Outcome.Failed(delay);
        }
    }

    /**
     * @throws Refused where it is not for this handler, or too late
     */
    private E accepted(InvitationEvent event) {
        if (!handled.isInstance(event)) {
            throw Refused.ofKind(
                    "OTHER_TYPE",
                    "a handler of %s can't handle %s; the subscription's filter policy lets it through"
                            .formatted(handled.getSimpleName(), event.type().wireName()));
        }
        if (event.time().isBefore(Instant.now().minus(maxAge))) {
            throw Refused.ofKind("TOO_OLD", "it is of %s, and max-age is %s".formatted(event.time(), maxAge));
        }
        return handled.cast(event);
    }

    private Delivery delivery(Received received) {
        return new Delivery(
                subscription.name(),
                received.id(),
                received.receiveCount(),
                received.receiveCount() >= subscription.maxReceives(),
                subscription.visibilityTimeout(),
                received.attempt());
    }

    private void failed(String what, Received received, Duration delay, String why) {
        LOG.warnf(
                "%s: %s failed at receive %d of %d%s: %s; the message %s",
                subscription.name(),
                what,
                received.receiveCount(),
                subscription.maxReceives(),
                received.attempt()
                        .interruption()
                        .map(reason -> " (interrupted: " + reason + ")")
                        .orElse(""),
                why,
                received.receiveCount() < subscription.maxReceives()
                        ? "comes back in " + Durations.format(delay)
                        : "goes to the dead-letter queue, as its receives are used up");
    }

    private Outcome refused(String what, Received received, Exception e, String problem) {
        Outcome.Refuse refused = new Outcome.Refuse(
                Objects.toString(e.getMessage(), "no reason given"),
                problem,
                e.getClass().getName(),
                service,
                trace.current());
        LOG.warnf(
                "%s: %s is refused at receive %d and goes to the dead-letter queue: %s",
                subscription.name(), what, received.receiveCount(), refused.reason());
        return refused;
    }
}
