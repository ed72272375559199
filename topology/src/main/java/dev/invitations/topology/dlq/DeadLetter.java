package dev.invitations.topology.dlq;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.DeadLetterAttributes;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.topology.Count;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message in a dead-letter queue.
 *
 * @param attributes its message attributes, or those in the envelope that it is; of binary ones only that they are
 * @param sent when it was sent first, from which its retention counts; of one that a worker refused, when that was
 * @param receiveCount how often it was received, also from the queue it was in before, and also to look at it here
 * @param movedFrom the ARN of the queue from which SQS moved it, since its receives were used up
 */
record DeadLetter(
        String id,
        String receiptHandle,
        String body,
        Map<String, String> attributes,
        Instant sent,
        int receiveCount,
        Optional<String> movedFrom) {

    static DeadLetter of(Message message) {
        Map<MessageSystemAttributeName, String> system = message.attributes();
        Map<String, String> attributes = new LinkedHashMap<>(
                Notification.of(message.body()).map(Notification::attributes).orElse(Map.of()));
        message.messageAttributes().forEach((name, value) -> attributes.put(name, text(value)));
        return new DeadLetter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                attributes,
                Instant.ofEpochMilli(
                        Long.parseLong(system.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                Integer.parseInt(system.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                Optional.ofNullable(system.get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN)));
    }

    private static String text(MessageAttributeValue value) {
        return value.stringValue() != null
                ? value.stringValue()
                : "(binary, " + value.binaryValue().asByteArrayUnsafe().length + " bytes)";
    }

    /** The type of the event, where it says one. */
    Optional<String> eventType() {
        return attribute(CloudEvent.EVENT_TYPE);
    }

    /** The id of the trace that it belongs to, where it says one. */
    Optional<String> traceId() {
        return attribute(CloudEvent.TRACEPARENT)
                .map(traceparent -> traceparent.split("-"))
                .filter(parts -> parts.length == 4)
                .map(parts -> parts[1]);
    }

    /** How often it was tried, which SQS doesn't know of a message that a worker put here. */
    String tries() {
        return attribute(DeadLetterAttributes.RECEIVE_COUNT)
                .filter(count -> movedFrom.isEmpty())
                .orElse(Integer.toString(receiveCount));
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The attributes that it had before a worker refused it. */
    Map<String, String> ownAttributes() {
        Map<String, String> own = new LinkedHashMap<>(attributes);
        own.keySet().removeAll(DeadLetterAttributes.ALL);
        return own;
    }

    /** Why it is here, as far as can be told: neither SNS nor SQS adds a reason. */
    String why(DeclaredSubscription subscription) {
        Optional<String> refusal = attribute(DeadLetterAttributes.REASON).map(this::refusal);
        if (movedFrom.isPresent()) {
            return receivesUsedUp(subscription)
                    + refusal.map(earlier -> "; before it was redriven: " + earlier)
                            .orElse("");
        }
        return refusal.orElse(
                switch (subscription) {
                    case HttpSubscription http -> "SNS could not deliver it to " + http.endpoint();
                    case QueueSubscription queue ->
                        "SNS could not deliver it to the queue " + queue.queue() + ", or somebody sent it here";
                });
    }

    private String refusal(String reason) {
        return "refused by %s at receive %s (%s): %s"
                .formatted(
                        attribute(DeadLetterAttributes.BY).orElse("a worker"),
                        attribute(DeadLetterAttributes.RECEIVE_COUNT).orElse("?"),
                        attribute(DeadLetterAttributes.PROBLEM).orElse("no kind given"),
                        reason);
    }

    private static String receivesUsedUp(DeclaredSubscription subscription) {
        return subscription instanceof QueueSubscription queue
                ? "tried " + Count.of(queue.maxReceives(), "time") + " (maxReceives) without success"
                : "tried in vain until its receives were used up";
    }
}
