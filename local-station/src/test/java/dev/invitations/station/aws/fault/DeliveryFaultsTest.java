package dev.invitations.station.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a queue sees of a delivery that goes wrong. */
@ExtendWith(Aws.Extension.class)
class DeliveryFaultsTest {
    /** SNS tries again three times before it pauses. */
    private static final int AT_ONCE = 4;

    private final Aws aws;
    private final String topic;
    private final String queue;
    private final String deadLetters;

    DeliveryFaultsTest(Aws aws) {
        this.aws = aws;
        this.topic = aws.topic();
        this.queue = aws.queue();
        this.deadLetters = aws.queue();
        subscribe(queue);
    }

    @Test
    void a_throttled_delivery_is_made_again_when_sns_would() throws Exception {
        JsonNode fault = deliveryWill("'fault': 'throttle', 'times': " + AT_ONCE);

        publish("hello");
        await().untilAsserted(() -> assertThat(aws.struck(fault)).isEqualTo(AT_ONCE));

        assertThat(depth(queue)).isZero();
        aws.advance(Duration.ofSeconds(1));
        assertThat(aws.receive(queue).body()).isEqualTo("hello");
    }

    @Test
    void one_that_is_throttled_for_weeks_is_given_up() throws Exception {
        deliveryWill("'fault': 'throttle', 'times': 1000000");

        String id = publish("hello");
        aws.advance(Duration.ofDays(24));

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("dead-lettered");
        assertThat(aws.delivery(id).path("reason").asText())
                .isEqualTo("throttled until SNS gave up: a fault that was asked for");
        assertThat(aws.receive(deadLetters).body()).isEqualTo("hello");
    }

    @Test
    void a_delayed_delivery_comes_later() throws Exception {
        JsonNode fault = deliveryWill("'fault': 'delay', 'by': 'PT1H'");

        publish("hello");
        await().untilAsserted(() -> assertThat(aws.struck(fault)).isEqualTo(1));
        aws.advance(Duration.ofMinutes(59));

        assertThat(depth(queue)).isZero();
        aws.advance(Duration.ofMinutes(1));
        assertThat(aws.receive(queue).body()).isEqualTo("hello");
    }

    @Test
    void a_duplicated_delivery_comes_twice() throws Exception {
        deliveryWill("'fault': 'duplicate'");

        publish("hello");

        await().untilAsserted(() -> assertThat(depth(queue)).isEqualTo(2));
        assertThat(aws.receive(queue, 10)).extracting(Message::body).containsExactly("hello", "hello");
    }

    @Test
    void a_reordered_delivery_comes_after_the_next() throws Exception {
        deliveryWill("'fault': 'reorder', 'times': 2, 'by': 'PT24H'");

        Stream.of("1", "2").forEach(this::publish);
        assertThat(received(2)).containsExactly("2", "1");

        Stream.of("3", "4").forEach(this::publish);
        assertThat(received(2)).containsExactly("4", "3");
    }

    @Test
    void one_that_nothing_overtakes_comes_all_the_same() throws Exception {
        JsonNode fault = deliveryWill("'fault': 'reorder', 'by': 'PT24H'");

        publish("hello");
        await().untilAsserted(() -> assertThat(aws.struck(fault)).isEqualTo(1));
        assertThat(depth(queue)).isZero();
        aws.advance(Duration.ofHours(24));

        assertThat(aws.receive(queue).body()).isEqualTo("hello");
    }

    @Test
    void a_refused_delivery_goes_to_the_dead_letter_queue_with_the_reason_in_the_log() throws Exception {
        deliveryWill("'fault': 'refuse', 'message': 'the endpoint is no more'");

        String id = publish("hello");

        assertThat(aws.receive(deadLetters).body()).isEqualTo("hello");
        assertThat(aws.delivery(id).path("reason").asText()).isEqualTo("the endpoint is no more");
        assertThat(depth(queue)).isZero();
    }

    @Test
    void deliveries_to_other_endpoints_go_on() throws Exception {
        String other = aws.queue();
        subscribe(other);
        deliveryWill("'fault': 'refuse'");

        publish("hello");

        assertThat(aws.receive(other).body()).isEqualTo("hello");
    }

    @Test
    void what_goes_to_a_fifo_queue_keeps_its_order() throws Exception {
        String fifoTopic = aws.sns
                .createTopic(request -> request.name(Aws.unique("topic") + ".fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        String fifoQueue = aws.queue(Map.of("FifoQueue", "true", "Policy", Aws.DELIVERY_POLICY));
        aws.subscribe(fifoTopic, aws.arn(fifoQueue), Map.of("RawMessageDelivery", "true"));
        String endpoint = "{'on': 'delivery', 'endpoint': '" + aws.arn(fifoQueue) + "', ";
        JsonNode reorder = aws.fault(endpoint + "'fault': 'reorder'}");
        JsonNode delay = aws.fault(endpoint + "'fault': 'delay', 'by': 'PT1H'}");
        aws.fault(endpoint + "'fault': 'duplicate'}");

        for (String message : List.of("1", "2", "3")) {
            aws.sns.publish(
                    request -> request.topicArn(fifoTopic).message(message).messageGroupId("one"));
        }
        await().untilAsserted(() -> assertThat(aws.struck(delay)).isEqualTo(1));
        assertThat(depth(fifoQueue)).isZero();
        aws.advance(Duration.ofHours(1));

        await().untilAsserted(() -> assertThat(depth(fifoQueue)).isEqualTo(3));
        assertThat(aws.receive(fifoQueue, 10)).extracting(Message::body).containsExactly("1", "2", "3");
        assertThat(aws.struck(reorder)).isZero();
    }

    private void subscribe(String queue) {
        aws.subscribe(
                topic,
                aws.arn(queue),
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\": \"" + aws.arn(deadLetters) + "\"}"));
    }

    private JsonNode deliveryWill(String fault) throws Exception {
        String name = queue.substring(queue.lastIndexOf('/') + 1);
        return aws.fault("{'on': 'delivery', 'protocol': 'sqs', 'topic': '" + topic + "', 'endpoint': '" + name + "', "
                + fault + "}");
    }

    private String publish(String message) {
        return aws.sns
                .publish(request -> request.topicArn(topic).message(message))
                .messageId();
    }

    private List<String> received(int count) {
        return Stream.generate(() -> aws.receive(queue).body()).limit(count).toList();
    }

    private int depth(String queue) {
        return Integer.parseInt(aws.sqs
                .getQueueAttributes(request ->
                        request.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
}
