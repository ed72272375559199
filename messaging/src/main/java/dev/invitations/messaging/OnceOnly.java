package dev.invitations.messaging;

import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Makes an effect that can't be undone (a sent e-mail) happen once, however often its event is delivered and to
 * however many pods: a claim with a lease, the effect, then a done-mark that remembers the effect's result.
 */
public interface OnceOnly {

    /**
     * Runs {@code effect} unless it is done, and returns its result, also that of an earlier run.
     *
     * <p>One window can't be closed: a process that dies between the effect and the done-mark leaves no mark, so the
     * effect runs again once the lease has ended.
     *
     * @param name the effect's name; its marks are kept apart from those of other effects of the same event
     * @param event the id of the event
     * @param delivery the delivery that the effect is for: its heartbeat renews the claim's lease
     * @param effect returns a short text to remember
     * @throws RetryLater where another delivery of the event is at it just now, on this pod or another
     * @throws Exception what the effect throws; the claim is given back
     */
    String run(String name, UUID event, Delivery delivery, Callable<String> effect) throws Exception;
}
