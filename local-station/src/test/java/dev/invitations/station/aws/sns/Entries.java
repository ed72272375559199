package dev.invitations.station.aws.sns;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** What tests publish. */
final class Entries {
    private Entries() {}

    /** {@code message 3} with the id 3, and so on, up to {@code to} exclusive. */
    static List<PublishBatchRequestEntry> between(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> entry(String.valueOf(i), "message " + i))
                .toList();
    }

    static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
