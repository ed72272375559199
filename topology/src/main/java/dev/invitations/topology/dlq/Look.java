package dev.invitations.topology.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.topology.Count;
import dev.invitations.topology.aws.QueueDepth;
import java.time.Instant;

/**
 * A look into a dead-letter queue.
 *
 * @param queue its name
 * @param max how many messages were asked for
 */
record Look(String queue, QueueDepth depth, Letters letters, int max) {

    static Look into(DeadLetterQueue queue, DeclaredSubscription subscription, int max) {
        QueueDepth depth = queue.depth();
        return new Look(queue.name(), depth, new Letters(subscription, queue.look(max), Instant.now()), max);
    }

    /** @param whole all of each message, or a line for each */
    String text(boolean whole) {
        int shown = letters.letters().size();
        if (shown == 0) {
            return queue + " holds " + depth;
        }
        String text = whole ? letters.whole() : letters.list();
        return shown < depth.total() ? text + "\n\n" + rest(shown) : text;
    }

    private String rest(int shown) {
        return shown + " of " + Count.of(depth.total(), "message") + "; "
                + (shown == max ? "--max shows more" : "the others are hidden just now");
    }

    /** @param whole with body and attributes */
    JsonNode json(boolean whole) {
        return letters.json(whole);
    }
}
