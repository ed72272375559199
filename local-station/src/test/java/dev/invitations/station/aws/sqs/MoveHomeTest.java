package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.Aws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Where messages go that are moved out of a dead-letter queue, where nobody says where to. */
@ExtendWith(Aws.Extension.class)
class MoveHomeTest {
    private final Aws aws;
    private final SqsClient sqs;
    private final String deadLetters;
    private final String mails;
    private final String calls;

    MoveHomeTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.deadLetters = aws.queue();
        this.mails = aws.queue(Map.of("VisibilityTimeout", "0"));
        this.calls = aws.queue(Map.of("VisibilityTimeout", "0"));
    }

    @BeforeEach
    void both_queues_share_a_dead_letter_queue() {
        String policy = "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}";
        for (String queue : List.of(mails, calls)) {
            sqs.setQueueAttributes(
                    request -> request.queueUrl(queue).attributesWithStrings(Map.of("RedrivePolicy", policy)));
        }
    }

    @Test
    void each_goes_back_to_the_queue_it_came_from() {
        die(mails, "mail");
        die(calls, "call");
        die(mails, "another mail");

        moveHome();

        await().untilAsserted(() -> assertThat(count(deadLetters)).isZero());
        assertThat(bodies(mails, 2)).containsExactlyInAnyOrder("mail", "another mail");
        assertThat(bodies(calls, 1)).containsExactly("call");
    }

    @Test
    void what_was_sent_to_the_dead_letter_queue_itself_stays() {
        send(deadLetters, "direct");
        die(calls, "call");
        send(deadLetters, "direct too");

        moveHome();

        await().untilAsserted(() -> assertThat(count(calls)).isEqualTo(1));
        await().untilAsserted(() -> assertThat(count(deadLetters)).isEqualTo(2));
        assertThat(bodies(deadLetters, 2)).containsExactlyInAnyOrder("direct", "direct too");
    }

    @Test
    void what_came_from_a_queue_that_is_gone_stays() {
        die(mails, "mail");
        die(calls, "call");
        sqs.deleteQueue(request -> request.queueUrl(mails));

        moveHome();

        await().untilAsserted(() -> assertThat(count(calls)).isEqualTo(1));
        assertThat(bodies(deadLetters, 1)).containsExactly("mail");
    }

    private void moveHome() {
        sqs.startMessageMoveTask(request -> request.sourceArn(aws.arn(deadLetters)));
    }

    private void die(String queue, String body) {
        int dead = count(deadLetters);
        send(queue, body);
        await().untilAsserted(() -> {
            sqs.receiveMessage(request -> request.queueUrl(queue));
            assertThat(count(deadLetters)).isEqualTo(dead + 1);
        });
    }

    private void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private int count(String queue) {
        return Integer.parseInt(sqs.getQueueAttributes(request ->
                        request.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private List<String> bodies(String queue, int count) {
        return aws.receive(queue, count).stream().map(Message::body).toList();
    }
}
