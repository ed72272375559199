package dev.invitations.topology.probe;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * The messages that probe a topic: as few as reach each of its subscriptions at least once.
 *
 * @param left the subscriptions whose filters let no probe pass
 */
record Departure(DeclaredTopic topic, List<ProbeMessage> messages, List<DeclaredSubscription> left) {
    private static final String MESSAGE_GROUP = "station-probe";

    static Departure of(DeclaredTopic topic, UUID id) {
        List<ProbeMessage> messages = new ArrayList<>();
        List<DeclaredSubscription> left = new ArrayList<>();
        for (DeclaredSubscription subscription : topic.subscriptions()) {
            if (messages.stream().noneMatch(message -> message.passes(subscription.filter()))) {
                Optional<ProbeMessage> another = ProbeMessage.passing(subscription.filter(), id);
                another.ifPresentOrElse(messages::add, () -> left.add(subscription));
            }
        }
        return new Departure(topic, List.copyOf(messages), List.copyOf(left));
    }

    void publish(SnsClient sns, String topicArn) {
        IntStream.range(0, messages.size()).forEach(i -> sns.publish(request(messages.get(i), topicArn, i)));
    }

    private PublishRequest request(ProbeMessage message, String topicArn, int number) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topicArn)
                .message(message.body())
                .messageAttributes(attributes(message));
        if (topic.fifo()) {
            request.messageGroupId(MESSAGE_GROUP).messageDeduplicationId(message.id() + "-" + number);
        }
        return request.build();
    }

    private static Map<String, MessageAttributeValue> attributes(ProbeMessage message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }
}
