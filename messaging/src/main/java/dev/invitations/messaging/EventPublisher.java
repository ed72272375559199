package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;
import java.util.List;
import java.util.Optional;

/** Publishes events to the topic. Every call is synchronous: what it says was published, the topic has. */
public interface EventPublisher {

    /**
     * Publishes one event.
     *
     * @throws PublishFailed where the topic did not take it (or not in time); the same event may be published again
     */
    default void publish(InvitationEvent event) {
        publish(List.of(event)).getFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    /**
     * Publishes events, in as few calls as the carrier's limits on batches allow. Each has its own fate.
     *
     * @return for each event, in order: empty where the topic took it, else why not
     */
    List<Optional<PublishFailed>> publish(List<? extends InvitationEvent> events);
}
