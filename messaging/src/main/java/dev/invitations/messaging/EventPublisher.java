package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;
import java.util.List;
import java.util.Optional;

/**
 * Publishes events to the topic. Every call is synchronous: what it says was published, the topic has. What is worth it
 * is tried again for a while ({@link PublishConfig}), with the same id and the same bytes, so that an event may arrive
 * twice: whoever gets it knows it by its id.
 */
public interface EventPublisher {

    /**
     * Publishes one event, within {@link PublishConfig#timeout()}.
     *
     * @throws PublishFailed where the topic did not take it, or not in time; the same event may be published again
     */
    default void publish(InvitationEvent event) {
        publish(List.of(event)).getFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    /**
     * Publishes events, in as few calls as the carrier's limits on batches allow. Each has its own fate. Once nothing can
     * be published, the rest is not tried: however long the list, the answer comes within {@link PublishConfig#timeout()}
     * of the last progress. Where the thread is interrupted, it returns at once, and the thread stays interrupted.
     *
     * @return for each event, in order: empty where the topic took it, else why not
     */
    List<Optional<PublishFailed>> publish(List<? extends InvitationEvent> events);
}
