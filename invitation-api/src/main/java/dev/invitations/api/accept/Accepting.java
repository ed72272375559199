package dev.invitations.api.accept;

import dev.invitations.contract.AcceptTokens;
import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Accepts an invitation: reads the token, publishes, announces. To accept twice is one acceptance. */
@ApplicationScoped
class Accepting {
    private final AcceptTokens tokens;
    private final EventPublisher publisher;
    private final Announcer announcer;

    Accepting(AcceptTokens tokens, EventPublisher publisher, Announcer announcer) {
        this.tokens = tokens;
        this.publisher = publisher;
        this.announcer = announcer;
    }

    /**
     * @throws dev.invitations.contract.AcceptTokenRefused where the token is expired or was not issued here
     * @throws dev.invitations.messaging.PublishFailed where it can't be passed on now
     */
    InvitationAccepted accept(String token) {
        InvitationAccepted event = InvitationAccepted.of(tokens.read(token), Instant.now());
        publisher.publish(event);
        announcer.announceBestEffort(List.of(InvitationUpdate.of(event)));
        return event;
    }
}
