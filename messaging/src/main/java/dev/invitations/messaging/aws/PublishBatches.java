package dev.invitations.messaging.aws;

import dev.invitations.messaging.carrier.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits messages into batches that SNS takes: at most ten entries, and together no more bytes than one message may
 * have. A message that is larger by itself is a batch of its own, for SNS to refuse.
 */
final class PublishBatches {
    static final int MOST_ENTRIES = 10;

    private PublishBatches() {}

    /** The batches; together they are {@code messages}, in order. */
    static List<List<Message>> of(List<Message> messages) {
        List<List<Message>> batches = new ArrayList<>();
        List<Message> batch = new ArrayList<>();
        int bytes = 0;
        for (Message message : messages) {
            int size = message.bytes();
            if (!batch.isEmpty() && (batch.size() == MOST_ENTRIES || bytes + size > Message.MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(message);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
