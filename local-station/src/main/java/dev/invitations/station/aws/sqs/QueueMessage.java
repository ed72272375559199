package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.MessageAttribute;
import java.util.Map;
import java.util.Optional;

/**
 * A message for a queue.
 *
 * @param group the message group; empty where there is none
 * @param deduplicationId for a FIFO queue; empty for a standard one
 * @param trace the X-Ray header, which travels as a message system attribute
 */
public record QueueMessage(
        String body,
        Map<String, MessageAttribute> attributes,
        Optional<String> group,
        Optional<String> deduplicationId,
        Optional<String> trace) {

    /** Roughly what it takes to keep it, in bytes. */
    int weight() {
        return 512 + body.length();
    }

    /** Writes it as an entry of SendMessageBatch. */
    void writeTo(ObjectNode entry) {
        entry.put("MessageBody", body);
        group.ifPresent(id -> entry.put("MessageGroupId", id));
        deduplicationId.ifPresent(id -> entry.put("MessageDeduplicationId", id));
        if (!attributes.isEmpty()) {
            ObjectNode json = entry.putObject("MessageAttributes");
            attributes.forEach((name, attribute) -> json.putObject(name)
                    .put("DataType", attribute.type())
                    .put(attribute.type().startsWith("Binary") ? "BinaryValue" : "StringValue", attribute.value()));
        }
        trace.ifPresent(header -> entry.putObject("MessageSystemAttributes")
                .putObject("AWSTraceHeader")
                .put("DataType", "String")
                .put("StringValue", header));
    }
}
