package dev.invitations.messaging.sns;

import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits messages into batches that SNS takes: at most ten entries, and together no more bytes than one message may
 * have. A message that is larger by itself is a batch of its own, for SNS to refuse.
 */
final class PublishBatches {
    static final int MOST_ENTRIES = 10;

    private final boolean ordered;
    private final List<List<Outgoing>> batches = new ArrayList<>();
    private List<Outgoing> batch = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private int bytes;

    private PublishBatches(boolean ordered) {
        this.ordered = ordered;
    }

    /**
     * The batches; together they are {@code messages}, in order.
     *
     * @param ordered whether the topic keeps the order within a group. Then no batch has two messages of one: SNS could
     *     take the second and not the first.
     */
    static List<List<Outgoing>> of(List<Outgoing> messages, boolean ordered) {
        PublishBatches all = new PublishBatches(ordered);
        messages.forEach(all::add);
        all.close();
        return all.batches;
    }

    private void add(Outgoing next) {
        int size = next.message().bytes();
        if (batch.size() == MOST_ENTRIES
                || bytes + size > Message.MOST_BYTES
                || ordered && groups.contains(next.group())) {
            close();
        }
        batch.add(next);
        groups.add(next.group());
        bytes += size;
    }

    private void close() {
        if (!batch.isEmpty()) {
            batches.add(batch);
            batch = new ArrayList<>();
            groups.clear();
            bytes = 0;
        }
    }
}
