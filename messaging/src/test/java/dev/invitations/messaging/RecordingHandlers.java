package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Handlers that do what an event's address says: {@code fail-2@...} fails twice, {@code refuse@...} is refused. */
final class RecordingHandlers {
    private RecordingHandlers() {}

    record Handled(InvitationEvent event, Delivery delivery, String traceId) {}

    @ApplicationScoped
    @Subscription("email-worker")
    static class OfInvitations implements EventHandler<UserInvited> {
        private final List<Handled> handled = new CopyOnWriteArrayList<>();
        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

        List<Handled> handled() {
            return handled;
        }

        Map<String, Integer> attempts() {
            return attempts;
        }

        @Override
        public void handle(UserInvited event, Delivery delivery) {
            attempts.merge(event.email(), 1, Integer::sum);
            if (event.email().startsWith("refuse")) {
                throw new Refused("nobody lives there");
            }
            if (event.email().startsWith("fail-")) {
                int failures = Integer.parseInt(
                        event.email().substring(5, event.email().indexOf('@')));
                if (delivery.receiveCount() <= failures) {
                    throw new IllegalStateException("not yet");
                }
            }
            handled.add(
                    new Handled(event, delivery, Span.current().getSpanContext().getTraceId()));
        }
    }

    @ApplicationScoped
    @Subscription("analytics-worker")
    static class OfEverything implements EventHandler<InvitationEvent> {
        private final List<Handled> handled = new CopyOnWriteArrayList<>();

        List<Handled> handled() {
            return handled;
        }

        @Override
        public void handle(InvitationEvent event, Delivery delivery) {
            handled.add(
                    new Handled(event, delivery, Span.current().getSpanContext().getTraceId()));
        }
    }
}
