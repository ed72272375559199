package dev.invitations.api;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventHandler;
import dev.invitations.messaging.Subscription;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a worker behind the topic gets to see. */
@ApplicationScoped
@Subscription("analytics-worker")
class Subscriber implements EventHandler<InvitationEvent> {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    record Seen(UUID event, String trace) {}

    @Override
    public void handle(InvitationEvent event, Delivery delivery) {
        seen.add(new Seen(event.id(), Span.current().getSpanContext().getTraceId()));
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }
}
