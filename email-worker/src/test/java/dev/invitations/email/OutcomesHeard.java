package dev.invitations.email;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventHandler;
import dev.invitations.messaging.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The worker next door, which hears what this one publishes. */
@ApplicationScoped
@Subscription("analytics-worker")
class OutcomesHeard implements EventHandler<InvitationEvent> {
    private final List<InvitationEvent> heard = new CopyOnWriteArrayList<>();

    @Override
    public void handle(InvitationEvent event, Delivery delivery) {
        heard.add(event);
    }

    /** The events of an invitation but the invitation itself. */
    List<InvitationEvent> of(UUID invitation) {
        return heard.stream()
                .filter(event ->
                        event.invitation().equals(invitation) && !event.id().equals(invitation))
                .toList();
    }
}
