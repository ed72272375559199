package dev.invitations.api;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.PublishFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** What reached the topic, as a test sees it; and where a test makes the topic refuse. */
@ApplicationScoped
class Topic {
    private final List<InvitationEvent> published = new CopyOnWriteArrayList<>();
    private volatile Function<InvitationEvent, Optional<PublishFailed>> fate = _ -> Optional.empty();

    /** An empty topic that takes everything. */
    void reset() {
        published.clear();
        fate = _ -> Optional.empty();
    }

    /** Refuses these events, and takes others. */
    void refuse(Predicate<InvitationEvent> events) {
        fate = event ->
                events.test(event) ? Optional.of(PublishFailed.ofEvent("refused by the test")) : Optional.empty();
    }

    /** Is away when it is given these events, and takes others. */
    void beAwayFor(Predicate<InvitationEvent> events) {
        fate = event ->
                events.test(event) ? Optional.of(PublishFailed.ofTopic("away by the test's wish")) : Optional.empty();
    }

    Optional<PublishFailed> fateOf(InvitationEvent event) {
        return fate.apply(event);
    }

    void took(InvitationEvent event) {
        published.add(event);
    }

    List<InvitationEvent> published() {
        return List.copyOf(published);
    }

    List<UserInvited> invitations() {
        return published.stream().map(UserInvited.class::cast).toList();
    }
}
