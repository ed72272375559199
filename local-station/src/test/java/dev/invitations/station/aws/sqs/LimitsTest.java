package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/** What AWS says no to when messages are moved or purged, in its own words. */
@ExtendWith(Aws.Extension.class)
class LimitsTest {
    private final Aws aws;
    private final SqsClient sqs;
    private final String deadLetters;
    private final String deadLetterArn;
    private final String queueArn;

    LimitsTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.deadLetters = aws.queue();
        this.deadLetterArn = aws.arn(deadLetters);
        String queue = aws.queue();
        this.queueArn = aws.arn(queue);
        sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributesWithStrings(Map.of(
                        "RedrivePolicy", "{\"maxReceiveCount\":5,\"deadLetterTargetArn\":\"" + deadLetterArn + "\"}")));
    }

    @Test
    void only_a_dead_letter_queue_can_be_moved_from() {
        assertRefused(
                () -> move(request(queueArn, deadLetterArn)),
                400,
                "InvalidParameterValue",
                "Source queue must be configured as a Dead Letter Queue.");
    }

    @Test
    void a_queue_that_is_not_there_can_neither_be_moved_from_nor_to() {
        assertRefused(
                () -> move(request(Aws.missingQueue(), queueArn)),
                404,
                "ResourceNotFoundException",
                "The resource that you specified for the SourceArn parameter doesn't exist.");
        assertRefused(
                () -> move(request(deadLetterArn, Aws.missingQueue())),
                404,
                "ResourceNotFoundException",
                "The resource that you specified for the DestinationArn parameter doesn't exist.");
    }

    @Test
    void a_rate_has_its_limit() {
        assertRefused(
                () -> move(request(deadLetterArn, queueArn).maxNumberOfMessagesPerSecond(501)),
                400,
                "InvalidParameterValue",
                "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500.");
    }

    @Test
    void one_task_at_a_time_moves_messages_of_a_queue() {
        for (int i = 0; i < 3; i++) {
            sqs.sendMessage(request -> request.queueUrl(deadLetters).messageBody("letter"));
        }
        move(request(deadLetterArn, queueArn).maxNumberOfMessagesPerSecond(1));

        assertRefused(
                () -> move(request(deadLetterArn, queueArn)),
                400,
                "InvalidParameterValue",
                "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
    }

    @Test
    void a_queue_is_purged_once_in_a_minute() {
        sqs.purgeQueue(request -> request.queueUrl(deadLetters));

        String name = deadLetters.substring(deadLetters.lastIndexOf('/') + 1);
        assertRefused(
                () -> sqs.purgeQueue(request -> request.queueUrl(deadLetters)),
                403,
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.");
    }

    @Test
    void another_queue_is_another_matter() {
        sqs.purgeQueue(request -> request.queueUrl(deadLetters));

        String other = aws.queue();
        assertThatCode(() -> sqs.purgeQueue(request -> request.queueUrl(other))).doesNotThrowAnyException();
    }

    @Test
    void the_older_protocol_knows_the_same_limits() throws Exception {
        assertThat(aws.get("/?Action=StartMessageMoveTask&SourceArn=" + queueArn + "&DestinationArn=" + deadLetterArn)
                        .body())
                .contains("Source queue must be configured as a Dead Letter Queue.");
    }

    private void move(StartMessageMoveTaskRequest.Builder request) {
        sqs.startMessageMoveTask(request.build());
    }

    private static StartMessageMoveTaskRequest.Builder request(String from, String to) {
        return StartMessageMoveTaskRequest.builder().sourceArn(from).destinationArn(to);
    }
}
