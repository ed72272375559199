package dev.invitations.email;

import dev.invitations.contract.InvitationEmailed;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.InvitationUndeliverable;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.UserInvited;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventHandler;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.OnceOnly;
import dev.invitations.messaging.RedisServer;
import dev.invitations.messaging.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Sends the e-mail of an invitation, once; then publishes how it went, and announces it. All of it but the e-mail may
 * happen again with a repeated delivery, and changes nothing then: the ids are the same.
 */
@ApplicationScoped
@Subscription("email-worker")
class SendInvitationEmail implements EventHandler<UserInvited> {
    private static final String EMAILED = "emailed";
    private static final String UNDELIVERABLE = "undeliverable: ";

    private final InvitationEmail email;
    private final MailServer mailServer;
    private final OnceOnly onceOnly;
    private final EventPublisher publisher;
    private final Announcer announcer;
    private final RedisServer redis;

    SendInvitationEmail(
            InvitationEmail email,
            MailServer mailServer,
            OnceOnly onceOnly,
            EventPublisher publisher,
            Announcer announcer,
            RedisServer redis) {
        this.email = email;
        this.mailServer = mailServer;
        this.onceOnly = onceOnly;
        this.publisher = publisher;
        this.announcer = announcer;
        this.redis = redis;
    }

    @Override
    public void handle(UserInvited invited, Delivery delivery) throws Exception {
        String result = onceOnly.run("email", invited.id(), delivery, () -> send(invited));
        InvitationEvent outcome = outcome(invited, result);
        publisher.publish(outcome);
        // The API announced it as a best effort; a page must not hear of an e-mail to someone who was never invited.
        redis.await(announcer.announce(List.of(InvitationUpdate.of(invited), InvitationUpdate.of(outcome))));
    }

    private String send(UserInvited invited) throws Exception {
        try {
            mailServer.send(email.to(invited));
            return EMAILED;
        } catch (RecipientRefused e) {
            return UNDELIVERABLE + e.getMessage();
        }
    }

    private static InvitationEvent outcome(UserInvited invited, String result) {
        return result.startsWith(UNDELIVERABLE)
                ? InvitationUndeliverable.of(invited, Instant.now(), result.substring(UNDELIVERABLE.length()))
                : InvitationEmailed.of(invited, Instant.now());
    }
}
