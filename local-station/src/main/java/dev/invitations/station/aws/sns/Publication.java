package dev.invitations.station.aws.sns;

import dev.invitations.contract.topology.MessageAttribute;
import java.util.Map;
import java.util.Optional;

/**
 * A published message.
 *
 * @param structured the messages by protocol, where the message structure is JSON; then {@code message} is the default
 * @param group the message group, which SNS hands on to queues
 * @param deduplicationId what a FIFO topic and FIFO queues know it by; empty for a standard topic
 * @param trace the X-Ray header of the publishing request: the only one that SNS carries on by itself
 */
record Publication(
        String id,
        String message,
        Map<String, String> structured,
        Optional<String> subject,
        Map<String, MessageAttribute> attributes,
        Optional<String> group,
        Optional<String> deduplicationId,
        Optional<String> trace) {

    String messageFor(String protocol) {
        return structured.getOrDefault(protocol, message);
    }
}
