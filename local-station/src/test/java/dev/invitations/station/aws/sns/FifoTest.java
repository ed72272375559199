package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** FIFO topics. The sentences are those of answers recorded from AWS, unless said otherwise. */
@ExtendWith(Aws.Extension.class)
class FifoTest {
    private final Aws aws;
    private String topic;
    private String queue;

    FifoTest(Aws aws) {
        this.aws = aws;
    }

    @BeforeEach
    void create() {
        topic = topic(Map.of("FifoTopic", "true"));
        queue = aws.queue(Map.of("FifoQueue", "true", "Policy", Aws.DELIVERY_POLICY));
        aws.subscribe(topic, aws.arn(queue), Map.of("RawMessageDelivery", "true"));
    }

    private String topic(Map<String, String> attributes) {
        return aws.sns
                .createTopic(
                        request -> request.name(Aws.unique("topic") + ".fifo").attributes(attributes))
                .topicArn();
    }

    @Test
    void a_topic_says_that_it_keeps_the_order() {
        assertThat(aws.sns
                        .getTopicAttributes(request -> request.topicArn(topic))
                        .attributes())
                .containsEntry("FifoTopic", "true")
                .containsEntry("ContentBasedDeduplication", "false");
    }

    @Test
    void messages_arrive_in_the_order_in_which_they_were_published() {
        List<String> numbers = IntStream.range(0, 40).mapToObj(String::valueOf).toList();
        numbers.forEach(number -> publish(number, number));

        List<String> received = new ArrayList<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            received.addAll(receive());
            return received.size() >= numbers.size();
        });
        assertThat(received).isEqualTo(numbers);
    }

    @Test
    void a_duplicate_is_answered_as_the_first_and_delivered_nowhere() {
        String standard = aws.queue();
        aws.subscribe(topic, aws.arn(standard), Map.of("RawMessageDelivery", "true"));

        PublishResponse first = publish("one", "id-1");
        PublishResponse again = publish("one, again", "id-1");
        PublishResponse next = publish("two", "id-2");

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber()).hasSize(20);
        assertThat(next.sequenceNumber()).isGreaterThan(first.sequenceNumber());
        List<String> received = new ArrayList<>();
        await().until(() -> {
            received.addAll(receive());
            return received.size() >= 2;
        });
        assertThat(received).containsExactly("one", "two");
        assertThat(List.of(aws.receive(standard).body(), aws.receive(standard).body()))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void in_a_batch_as_well() {
        var answer = aws.sns.publishBatch(
                request -> request.topicArn(topic).publishBatchRequestEntries(entry("a", "same"), entry("b", "same")));

        assertThat(answer.successful()).hasSize(2);
        assertThat(answer.successful().get(0).sequenceNumber())
                .isEqualTo(answer.successful().get(1).sequenceNumber());
    }

    @Test
    void the_content_can_be_the_deduplication_id() {
        String byContent = topic(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"));

        assertThat(aws.sns
                        .publish(request ->
                                request.topicArn(byContent).messageGroupId("g").message("x"))
                        .messageId())
                .isEqualTo(aws.sns
                        .publish(request ->
                                request.topicArn(byContent).messageGroupId("g").message("x"))
                        .messageId());
    }

    @Test
    void a_message_without_group_or_deduplication_id_is_refused() {
        assertInvalidParameter(
                () -> aws.sns.publish(request -> request.topicArn(topic).message("x")),
                "The MessageGroupId parameter is required for FIFO topics");
        assertInvalidParameter(
                () -> aws.sns.publish(
                        request -> request.topicArn(topic).message("x").messageGroupId("g")),
                "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly");
    }

    @Test
    void a_subscription_in_order_has_a_dead_letter_queue_in_order() {
        String policy = "{\"deadLetterTargetArn\":\"" + aws.arn(aws.queue()) + "\"}";
        String other = aws.arn(queue).replace("queue-", "queue-other-");

        assertInvalidParameter(
                () -> aws.subscribe(topic, other, Map.of("RedrivePolicy", policy)),
                "Attributes Reason: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }

    @Test
    void a_duplicate_is_known_for_five_minutes() throws Exception {
        String first = publish("once", "id").messageId();

        aws.advance(Duration.ofMinutes(4));
        assertThat(publish("once", "id").messageId()).isEqualTo(first);
        aws.advance(Duration.ofMinutes(1));
        assertThat(publish("once", "id").messageId()).isNotEqualTo(first);
    }

    private PublishResponse publish(String body, String deduplicationId) {
        return aws.sns.publish(request ->
                request.topicArn(topic).message(body).messageGroupId("group").messageDeduplicationId(deduplicationId));
    }

    private static PublishBatchRequestEntry entry(String id, String deduplicationId) {
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message(id)
                .messageGroupId("group")
                .messageDeduplicationId(deduplicationId)
                .build();
    }

    private List<String> receive() {
        List<Message> messages = aws.sqs
                .receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        messages.forEach(message ->
                aws.sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }
}
