package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.Refusals;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Where a queue may move what was received too often, and where not. */
@ExtendWith(Aws.Extension.class)
class RedriveTest {
    private final Aws aws;
    private final SqsClient sqs;
    private final String queue;
    private final String queueArn;
    private final String deadLetters;
    private final String redrivePolicy;

    RedriveTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.queue = aws.queue(Map.of("VisibilityTimeout", "0"));
        this.queueArn = aws.arn(queue);
        this.deadLetters = aws.queue(Map.of());
        this.redrivePolicy = "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}";
    }

    @Test
    void a_redrive_policy_can_be_taken_away() {
        set(queue, "RedrivePolicy", redrivePolicy);
        set(queue, "RedrivePolicy", "");
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

        for (int i = 0; i < 3; i++) {
            assertThat(peek(queue)).hasSize(1);
        }
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings())
                .doesNotContainKey("RedrivePolicy");
        assertThat(sources()).isEmpty();
    }

    @Test
    void the_sources_of_a_dead_letter_queue_are_listed_as_they_are_now() {
        assertThat(sources()).isEmpty();

        set(queue, "RedrivePolicy", redrivePolicy);

        assertThat(sources()).containsExactly(queue);
    }

    @Test
    void what_cannot_be_moved_as_the_dead_letter_queue_is_gone_stays_until_there_is_one_again() {
        set(queue, "RedrivePolicy", redrivePolicy);
        sqs.deleteQueue(request -> request.queueUrl(deadLetters));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));
        for (int i = 0; i < 3; i++) {
            assertThat(peek(queue)).hasSize(1);
        }

        String name = deadLetters.substring(deadLetters.lastIndexOf('/') + 1);
        sqs.createQueue(request -> request.queueName(name));

        await().untilAsserted(() -> assertThat(peek(queue)).isEmpty());
        assertThat(aws.receive(deadLetters).body()).isEqualTo("poison");
    }

    @Test
    void a_dead_letter_queue_can_keep_others_out() {
        set(deadLetters, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        assertKeptOut();

        set(deadLetters, "RedriveAllowPolicy", byQueue(queueArn + "-2"));
        assertKeptOut();

        set(deadLetters, "RedriveAllowPolicy", byQueue(queueArn));
        assertThatCode(() -> set(queue, "RedrivePolicy", redrivePolicy)).doesNotThrowAnyException();
    }

    @Test
    void closing_it_later_does_not_touch_a_source_that_has_its_redrive_policy() {
        set(queue, "RedrivePolicy", redrivePolicy);
        set(deadLetters, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

        peek(queue);

        await().untilAsserted(() -> assertThat(peek(queue)).isEmpty());
        assertThat(aws.receive(deadLetters).body()).isEqualTo("poison");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            no
            {}
            {"redrivePermission":"allowSome"}
            {"redrivePermission":"allowAll","more":1}
            {"redrivePermission":"byQueue","sourceQueueArns":"arn"}
            {"redrivePermission":"byQueue","sourceQueueArns":[1]}
            """)
    void a_redrive_allow_policy_that_is_none_is_refused(String policy) {
        Refusals.assertRefused(
                () -> set(deadLetters, "RedriveAllowPolicy", policy),
                400,
                "InvalidAttributeValue",
                "Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't create the redrive allow"
                        + " policy, as it’s in an unsupported format.");
    }

    @Test
    void source_queues_go_with_by_queue_and_there_are_up_to_ten() {
        assertAllowPolicyRefused(
                "{\"redrivePermission\":\"denyAll\",\"sourceQueueArns\":[\"" + queueArn + "\"]}",
                "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
        assertAllowPolicyRefused(
                "{\"redrivePermission\":\"byQueue\"}",
                "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns"
                        + " values.");
        assertAllowPolicyRefused(
                byQueue(IntStream.range(0, 11).mapToObj(i -> queueArn + i).toArray(String[]::new)),
                "The maximum number of source queue ARNs you can specify is 10.");
    }

    @Test
    void a_dead_letter_queue_is_of_the_same_kind_and_region() {
        String fifo = aws.arn(aws.queue(Map.of("FifoQueue", "true")));
        assertRefused(fifo, "Dead-letter queue must be same type of queue as the source..");
        assertRefused(aws.topic(), "Only SQS queues are valid resources for deadLetterTargetArn.");
        try (SqsClient elsewhere = aws.sqs("test", Region.EU_WEST_1)) {
            elsewhere.createQueue(request -> request.queueName("letters-of-europe"));
        }
        assertRefused("arn:aws:sqs:eu-west-1:000000000000:letters-of-europe", "Dead letter target does not exist.");
    }

    private void assertRefused(String target, String reason) {
        String policy = "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"" + target + "\"}";
        Refusals.assertRefused(
                () -> set(queue, "RedrivePolicy", policy),
                400,
                "InvalidParameterValue",
                "Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }

    private void assertKeptOut() {
        assertRefused(
                aws.arn(deadLetters),
                "The redrive allow policy of the dead-letter queue does not let " + queueArn + " use it.");
    }

    private void assertAllowPolicyRefused(String policy, String reason) {
        Refusals.assertRefused(
                () -> set(deadLetters, "RedriveAllowPolicy", policy),
                400,
                "InvalidParameterValue",
                "Value " + policy + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the"
                        + " redrive allow policy. " + reason);
    }

    private static String byQueue(String... arns) {
        return List.of(arns).stream()
                .collect(Collectors.joining(
                        "\",\"", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"", "\"]}"));
    }

    private List<String> sources() {
        return sqs.listDeadLetterSourceQueues(request -> request.queueUrl(deadLetters))
                .queueUrls();
    }

    private void set(String url, String attribute, String value) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(Map.of(attribute, value)));
    }

    /** Receives without deleting or waiting. */
    private List<Message> peek(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)).messages();
    }
}
