package dev.invitations.station.aws.sqs;

import dev.invitations.topology.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A queue's policy as far as it counts: AWS takes a while until a new one does, and the old one goes on until then. */
final class PolicyInEffect {
    private record Change(Instant from, Optional<PolicyDocument> policy) {}

    private final Deque<Change> changes = new ArrayDeque<>();
    private Optional<PolicyDocument> current = Optional.empty();

    /**
     * Takes a new policy, or takes the policy away.
     *
     * @param propagation how long that takes to count
     */
    void change(Optional<PolicyDocument> policy, Instant now, Duration propagation) {
        Instant from = now.plus(propagation);
        // What was set earlier counts earlier, even where the propagation has become shorter meanwhile.
        Change last = changes.peekLast();
        changes.add(new Change(last != null && last.from().isAfter(from) ? last.from() : from, policy));
    }

    /** The one that counts; empty where none does. */
    Optional<PolicyDocument> at(Instant now) {
        while (!changes.isEmpty() && !changes.peek().from().isAfter(now)) {
            current = changes.remove().policy();
        }
        return current;
    }

    /** When the next change counts; empty where everything does. */
    Optional<Instant> nextChange(Instant now) {
        at(now);
        return Optional.ofNullable(changes.peek()).map(Change::from);
    }
}
