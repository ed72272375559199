package dev.invitations.topology.dlq;

import dev.invitations.topology.Count;
import dev.invitations.topology.aws.QueueDepth;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Deletes all that lies in a dead-letter queue, once a person wants that.
 *
 * @param isConfirmed asks, with what would be deleted
 * @param say hears in a sentence what was done
 */
record Purge(DeadLetterQueue queue, Predicate<String> isConfirmed, Consumer<String> say) {

    /** Returns whether the queue is empty then. */
    boolean run() {
        QueueDepth depth = queue.depth();
        if (depth.total() == 0) {
            say.accept(queue.name() + " is empty: there is nothing to purge");
            return true;
        }
        if (!isConfirmed.test(queue.name() + " holds " + depth)) {
            say.accept("nothing was deleted");
            return false;
        }
        queue.purge();
        say.accept("deleted " + Count.of(depth.total(), "message") + " of " + queue.name());
        return true;
    }
}
