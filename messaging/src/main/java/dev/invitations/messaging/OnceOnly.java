package dev.invitations.messaging;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Makes an effect that can't be undone (a sent e-mail) happen once, however often its event is delivered and to
 * however many pods: a claim with a lease, the effect, then a done-mark that remembers the effect's result.
 */
public interface OnceOnly {
    /**
     * How long it is remembered that something is done: longer than an event can be delivered, which is {@link
     * SubscriberConfig#maxAge}; by default that is 14 days in its queue and 14 more in the dead-letter queue.
     */
    Duration KEPT = Duration.ofDays(30);

    /**
     * Runs {@code effect} unless it is done, and returns its result, also that of an earlier run. The last delivery that a
     * message is to have waits here while another is at it.
     *
     * <p>One window can't be closed: a process that dies between the effect and the done-mark leaves no mark, so the
     * effect runs again once the lease has ended.
     *
     * @param name the effect's name; its marks are kept apart from those of other effects of the same event
     * @param event the id of the event
     * @param delivery the delivery that the effect is for: its heartbeat renews the claim's lease, which is as long as the
     *     visibility timeout
     * @param effect returns a short text to remember; where it throws, it must not have happened, and must not go on
     * @throws RetryLater where another delivery of the event is at it just now, on this pod or another
     * @throws DependencyUnavailable where it can't be known whether it is done; nothing has happened
     * @throws Exception what the effect throws; the claim is given back
     */
    String run(String name, UUID event, Delivery delivery, Callable<String> effect) throws Exception;
}
