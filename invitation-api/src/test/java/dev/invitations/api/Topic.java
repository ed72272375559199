package dev.invitations.api;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What reached the topic, as a test sees it; and where a test makes the topic refuse. */
@ApplicationScoped
class Topic {
    private final List<InvitationEvent> published = new CopyOnWriteArrayList<>();
    private volatile Predicate<InvitationEvent> refusal;

    /** An empty topic that takes everything. */
    void reset() {
        published.clear();
        refusal = _ -> false;
    }

    void refuse(Predicate<InvitationEvent> refusal) {
        this.refusal = refusal;
    }

    boolean takes(InvitationEvent event) {
        return !refusal.test(event);
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
