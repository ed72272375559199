package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;

/**
 * Does what a service is there for, once an event arrives. An implementation is an {@code @ApplicationScoped} bean with
 * {@link Subscription}; it is called on a virtual thread and may block.
 *
 * <p>Delivery is at least once, in no certain order: what a handler does must be idempotent in {@link
 * InvitationEvent#id()}; {@link OnceOnly} helps.
 *
 * @param <E> the event it handles, or {@link InvitationEvent} for every event; a message with another event is refused
 */
@FunctionalInterface
public interface EventHandler<E extends InvitationEvent> {

    /**
     * Handles one event. To return is to be done: the message is deleted. It is kept hidden meanwhile; once the
     * subscription's {@code handlerTimeout} is over, 5 minutes where it declares none, the thread is interrupted and the
     * message comes back later.
     *
     * @throws Refused where it will never work: the message goes to the dead-letter queue with the reason
     * @throws RetryLater where nothing is wrong but the time: the message comes back when it says
     * @throws DependencyUnavailable where what it takes is away, as is where it lets a {@link PublishFailed} of the topic
     *     pass: the message comes back later, and until that is back next to nothing is received
     * @throws Exception anything else: the message comes back later, with back-off, until its max receives are used up
     */
    void handle(E event, Delivery delivery) throws Exception;
}
