package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be handled one after the other: the messages of a group in a FIFO queue. In a standard queue each message
 * stands alone.
 *
 * <p>Where a message of a group fails, those behind it in its batch go back with it, and SQS hands none of them out
 * before it. But each time they come again is a receive of theirs too: in the end they would go to the dead-letter queue
 * untried. So messages are received one by one for as long as a group is in trouble.
 */
final class Groups {
    private final Time time;
    private final QueueSubscription subscription;
    private volatile long inTroubleUntil;

    Groups(Time time, QueueSubscription subscription) {
        this.time = time;
        this.subscription = subscription;
        this.inTroubleUntil = time.nanos();
    }

    /** The messages in chains, each in the order in which they came. */
    Collection<List<Held>> chains(List<Held> messages) {
        if (!subscription.fifo()) {
            return messages.stream().map(List::of).toList();
        }
        Map<String, List<Held>> chains = new LinkedHashMap<>();
        for (Held held : messages) {
            chains.computeIfAbsent(held.groupId(), _ -> new ArrayList<>()).add(held);
        }
        chains.values().forEach(Groups::link);
        return chains.values();
    }

    private static void link(List<Held> chain) {
        for (int i = 0; i < chain.size(); i++) {
            chain.get(i).behind(chain.subList(i + 1, chain.size()));
        }
    }

    /** A message of a group comes back after {@code delay}. */
    void failed(Duration delay) {
        long tried = time.nanos() + delay.plus(subscription.visibilityTimeout()).toNanos();
        if (subscription.fifo() && tried - inTroubleUntil > 0) {
            inTroubleUntil = tried;
        }
    }

    /** How many messages to receive at once. */
    int batch() {
        return inTroubleUntil - time.nanos() > 0 ? 1 : Queue.BATCH;
    }
}
