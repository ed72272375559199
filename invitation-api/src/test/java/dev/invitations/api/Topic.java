package dev.invitations.api;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
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

    /** Refuses these events for good, and takes others. */
    void refuse(Predicate<InvitationEvent> events) {
        failFor(events, PublishFailed.ofEvent(Kind.REFUSED, "refused by the test"));
    }

    /** Takes too many at once for these events, and takes others. */
    void throttle(Predicate<InvitationEvent> events) {
        failFor(events, PublishFailed.ofEvent(Kind.THROTTLED, "throttled by the test"));
    }

    /** Is away when it is given these events, and takes others. */
    void beAwayFor(Predicate<InvitationEvent> events) {
        failFor(events, PublishFailed.ofTopic(Kind.UNAVAILABLE, "away by the test's wish"));
    }

    private void failFor(Predicate<InvitationEvent> events, PublishFailed failure) {
        fate = event -> events.test(event) ? Optional.of(failure) : Optional.empty();
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
