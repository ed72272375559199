package dev.invitations.api;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.PublishFailed;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a {@link Topic} watch the real publisher, and refuse in its place. */
@Decorator
@Priority(1)
class WatchedPublisher implements EventPublisher {
    private final EventPublisher publisher;
    private final Topic topic;

    WatchedPublisher(@Any @Delegate EventPublisher publisher, Topic topic) {
        this.publisher = publisher;
        this.topic = topic;
    }

    @Override
    public void publish(InvitationEvent event) {
        publish(List.of(event)).getFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public List<Optional<PublishFailed>> publish(List<? extends InvitationEvent> events) {
        Map<InvitationEvent, PublishFailed> refused = new HashMap<>();
        events.forEach(event -> topic.fateOf(event).ifPresent(failure -> refused.put(event, failure)));
        Iterator<Optional<PublishFailed>> fates = publisher
                .publish(events.stream()
                        .filter(event -> !refused.containsKey(event))
                        .toList())
                .iterator();
        List<Optional<PublishFailed>> all = new ArrayList<>();
        for (InvitationEvent event : events) {
            Optional<PublishFailed> fate =
                    Optional.ofNullable(refused.get(event)).or(fates::next);
            if (fate.isEmpty()) {
                topic.took(event);
            }
            all.add(fate);
        }
        return all;
    }
}
