package dev.invitations.station.aws.sqs.engine;

import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NewMessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import scala.jdk.javaapi.CollectionConverters;

/** A message's size as AWS counts it: the body, and the names, types and values of its attributes, as UTF-8. */
final class MessageSize {
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private MessageSize() {}

    static boolean exceeds(NewMessageData message, int bytes) {
        // Hardly any message comes near, and need be encoded to tell.
        return bytes(message, text -> (long) MOST_BYTES_OF_A_CHAR * text.length()) > bytes
                && bytes(message, text -> text.getBytes(StandardCharsets.UTF_8).length) > bytes;
    }

    private static long bytes(NewMessageData message, ToLongFunction<String> length) {
        return length.applyAsLong(message.content().value())
                + CollectionConverters.asJava(message.messageAttributes()).entrySet().stream()
                        .mapToLong(attribute -> length.applyAsLong(attribute.getKey())
                                + length.applyAsLong(attribute.getValue().getDataType())
                                + value(attribute.getValue(), length))
                        .sum();
    }

    private static long value(MessageAttribute attribute, ToLongFunction<String> length) {
        return switch (attribute) {
            case StringMessageAttribute text -> length.applyAsLong(text.stringValue());
            case NumberMessageAttribute number -> length.applyAsLong(number.stringValue());
            case BinaryMessageAttribute binary -> binary.binaryValue().size();
            default -> throw new IllegalArgumentException("attribute " + attribute);
        };
    }
}
