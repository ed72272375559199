package dev.invitations.topology.probe;

import dev.invitations.contract.topology.DeclaredSubscription;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of a probe on its way through one subscription.
 *
 * @param after how long it took until the answer was there; only where it arrived
 * @param sentence for people, such as {@code answered after 0.4 s}
 * @param mend the command that mends it, or shows more of it
 */
public record ProbeResult(
        DeclaredSubscription subscription,
        Status status,
        Optional<Duration> after,
        String sentence,
        Optional<String> mend) {

    /** From the best to the worst. */
    public enum Status {
        /** Whoever handles the subscription has answered. */
        ARRIVED,
        /** It can't be told; the sentence says why. */
        UNKNOWN,
        /** It is in the queue, but nobody who handles the queue has taken it in time. */
        UNHANDLED,
        /** It is not where it should be. */
        NOT_ARRIVED
    }
}
