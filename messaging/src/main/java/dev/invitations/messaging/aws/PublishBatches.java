package dev.invitations.messaging.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.invitations.messaging.carrier.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits messages into batches that SNS takes: at most ten entries and 262,144 bytes, where bodies count and the names,
 * types and values of attributes. A message that is larger by itself is a batch of its own, for SNS to refuse.
 */
final class PublishBatches {
    static final int MOST_ENTRIES = 10;
    static final int MOST_BYTES = 262_144;

    private PublishBatches() {}

    /** The batches; together they are {@code messages}, in order. */
    static List<List<Message>> of(List<Message> messages) {
        List<List<Message>> batches = new ArrayList<>();
        List<Message> batch = new ArrayList<>();
        int bytes = 0;
        for (Message message : messages) {
            int size = bytes(message);
            if (!batch.isEmpty() && (batch.size() == MOST_ENTRIES || bytes + size > MOST_BYTES)) {
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

    static int bytes(Message message) {
        int bytes = message.body().getBytes(UTF_8).length;
        for (var attribute : message.attributes().entrySet()) {
            bytes += attribute.getKey().getBytes(UTF_8).length
                    + "String".length()
                    + attribute.getValue().getBytes(UTF_8).length;
        }
        return bytes;
    }
}
