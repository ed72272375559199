package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.PublishFailed.Kind;

/** A handler, with the topic among what it depends on: where it can't publish, no other event fares better. */
record NeedsTopic<E extends InvitationEvent>(EventHandler<E> handler, Dependency topic) implements EventHandler<E> {

    @Override
    public void handle(E event, Delivery delivery) throws Exception {
        try {
            handler.handle(event, delivery);
        } catch (PublishFailed e) {
            if (e.kind() == Kind.REFUSED) {
                throw new Refused("it leads to an event that the topic refuses for good: " + e.getMessage(), e);
            }
            if (e.isOfTopic() && e.kind() != Kind.INTERRUPTED) {
                throw new DependencyUnavailable(topic, e);
            }
            throw e;
        }
    }
}
