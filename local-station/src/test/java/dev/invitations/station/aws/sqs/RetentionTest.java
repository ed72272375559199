package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue keeps a message for its MessageRetentionPeriod, and goes by the station's clock in all that it does. */
@ExtendWith(Aws.Extension.class)
class RetentionTest {
    private static final Map<String, String> A_MINUTE = Map.of("MessageRetentionPeriod", "60");

    private final Aws aws;
    private final SqsClient sqs;

    RetentionTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
    }

    @Test
    void what_is_too_old_is_never_received() throws Exception {
        String queue = aws.queue(A_MINUTE);
        send(queue, "old");
        aws.advance(Duration.ofSeconds(61));
        send(queue, "young");

        assertThat(bodies(aws.receive(queue, 10))).containsExactly("young");
        assertThat(receive(queue)).isEmpty();
    }

    @Test
    void until_then_it_is() throws Exception {
        String queue = aws.queue(A_MINUTE);
        send(queue, "message");
        aws.advance(Duration.ofSeconds(55));

        assertThat(bodies(receive(queue))).containsExactly("message");
    }

    @Test
    void who_waits_does_not_hear_of_it_and_goes_on_waiting() throws Exception {
        String queue = aws.queue(A_MINUTE);
        send(queue, "old");
        aws.advance(Duration.ofSeconds(61));

        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> aws.receive(queue));
        send(queue, "young");

        assertThat(received.get().body()).isEqualTo("young");
    }

    @Test
    void what_somebody_has_in_hand_does_not_come_back_either() throws Exception {
        String queue = aws.queue(A_MINUTE);
        send(queue, "old");
        assertThat(receive(queue)).hasSize(1);

        aws.advance(Duration.ofSeconds(61));

        assertThat(receive(queue)).isEmpty();
        assertThat(count(queue, "NotVisible")).isZero();
    }

    @Test
    void a_message_keeps_its_age_in_the_dead_letter_queue() throws Exception {
        String deadLetters = aws.queue(A_MINUTE);
        String queue = aws.queue(Map.of("VisibilityTimeout", "0", "RedrivePolicy", redrive(deadLetters)));
        send(queue, "old");
        aws.advance(Duration.ofSeconds(40));
        send(queue, "young");

        assertThat(receive(queue)).hasSize(2);
        await().untilAsserted(() -> assertThat(receive(queue)).isEmpty());
        assertThat(count(deadLetters, "")).isEqualTo(2);
        aws.advance(Duration.ofSeconds(30));

        assertThat(bodies(aws.receive(deadLetters, 10))).containsExactly("young");
    }

    @Test
    void in_the_dead_letter_queue_of_a_fifo_queue_it_begins_anew() throws Exception {
        Map<String, String> fifo = Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");
        String deadLetters = aws.queue(with(fifo, A_MINUTE));
        String queue = aws.queue(with(fifo, Map.of("VisibilityTimeout", "0", "RedrivePolicy", redrive(deadLetters))));
        sqs.sendMessage(
                request -> request.queueUrl(queue).messageBody("message").messageGroupId("g"));
        aws.advance(Duration.ofSeconds(40));

        assertThat(receive(queue)).hasSize(1);
        await().untilAsserted(() -> assertThat(receive(queue)).isEmpty());
        aws.advance(Duration.ofSeconds(30));

        assertThat(bodies(aws.receive(deadLetters, 10))).containsExactly("message");
    }

    @Test
    void a_shorter_period_counts_for_what_is_there_already() throws Exception {
        String queue = aws.queue(Map.of());
        send(queue, "message");
        aws.advance(Duration.ofSeconds(61));
        assertThat(count(queue, "")).isEqualTo(1);

        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributesWithStrings(A_MINUTE));

        assertThat(count(queue, "")).isZero();
    }

    @Test
    void four_days_are_the_usual_period() throws Exception {
        String queue = aws.queue(Map.of());
        send(queue, "message");
        aws.advance(Duration.ofDays(4).minusSeconds(10));
        assertThat(count(queue, "")).isEqualTo(1);

        aws.advance(Duration.ofSeconds(11));

        assertThat(count(queue, "")).isZero();
    }

    @Test
    void the_counts_are_right_by_the_stations_clock() throws Exception {
        String queue = aws.queue(Map.of());
        aws.advance(Duration.ofHours(1));
        send(queue, "visible");
        send(queue, "in hand");
        sqs.sendMessage(
                request -> request.queueUrl(queue).messageBody("delayed").delaySeconds(600));
        sqs.receiveMessage(request -> request.queueUrl(queue).visibilityTimeout(600));

        assertThat(count(queue, "")).isEqualTo(1);
        assertThat(count(queue, "NotVisible")).isEqualTo(1);
        assertThat(count(queue, "Delayed")).isEqualTo(1);
        aws.advance(Duration.ofSeconds(601));
        assertThat(count(queue, "")).isEqualTo(3);
    }

    @Test
    void a_delayed_message_waits_by_the_stations_clock() throws Exception {
        String queue = aws.queue(Map.of("DelaySeconds", "600"));
        aws.advance(Duration.ofHours(1));
        send(queue, "later");
        assertThat(receive(queue)).isEmpty();

        aws.advance(Duration.ofSeconds(600));

        assertThat(bodies(receive(queue))).containsExactly("later");
    }

    @Test
    void who_waits_gets_what_has_become_visible_when_the_clock_was_put_forward() throws Exception {
        String queue = aws.queue(Map.of("DelaySeconds", "600"));
        send(queue, "later");
        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> aws.receive(queue));

        aws.advance(Duration.ofSeconds(601));

        assertThat(received).succeedsWithin(Duration.ofSeconds(5)).returns("later", Message::body);
    }

    @Test
    void a_message_says_when_it_was_sent_by_the_stations_clock() throws Exception {
        String queue = aws.queue(Map.of());
        send(queue, "first");
        aws.advance(Duration.ofHours(1));
        send(queue, "second");

        List<Long> sent = aws.receive(queue, 10).stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                .map(Long::valueOf)
                .toList();

        assertThat(sent).hasSize(2);
        assertThat(Math.abs(sent.get(1) - sent.get(0))).isBetween(3_600_000L, 3_660_000L);
    }

    private void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** At once, without deleting. */
    private List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }

    private int count(String queue, String which) {
        return Integer.parseInt(
                sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings()
                        .get("ApproximateNumberOfMessages" + which));
    }

    private String redrive(String deadLetters) {
        return "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}";
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
