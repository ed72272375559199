package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.invitations.station.aws.Aws;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue takes what is as large as its MaximumMessageSize, and nothing that is larger. */
@ExtendWith(Aws.Extension.class)
class MessageSizeTest {
    private static final int LARGEST = 2_048;
    private static final String TOO_LONG =
            "One or more parameters are invalid. Reason: Message must be shorter than 2048 bytes.";

    private final Aws aws;
    private final SqsClient sqs;
    private final String queue;

    MessageSizeTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.queue = aws.queue(Map.of("Policy", Aws.DELIVERY_POLICY, "MaximumMessageSize", String.valueOf(LARGEST)));
    }

    @Test
    void the_body_counts_in_bytes() {
        send("a".repeat(LARGEST), Map.of());
        send("ä".repeat(LARGEST / 2), Map.of());

        assertTooLong(() -> send("a".repeat(LARGEST + 1), Map.of()));
        assertTooLong(() -> send("ä".repeat(LARGEST / 2 + 1), Map.of()));
    }

    @Test
    void so_do_names_types_and_values_of_attributes() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "team",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("acme")
                        .build(),
                "seal",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, 3}))
                        .build());
        int size = "teamStringacme".length() + "sealBinary".length() + 3;

        send("a".repeat(LARGEST - size), attributes);

        assertTooLong(() -> send("a".repeat(LARGEST - size + 1), attributes));
    }

    @Test
    void a_change_counts_at_once() {
        sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributesWithStrings(Map.of("MaximumMessageSize", "4096")));

        assertThatCode(() -> send("a".repeat(4_096), Map.of())).doesNotThrowAnyException();
    }

    @Test
    void in_a_batch_each_is_refused_for_itself() {
        var sent = sqs.sendMessageBatch(request ->
                request.queueUrl(queue).entries(entry("short", "a"), entry("long", "a".repeat(LARGEST + 1))));

        assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("short");
        assertThat(sent.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code, BatchResultErrorEntry::message)
                .containsExactly(tuple("long", "InvalidParameterValue", TOO_LONG));
    }

    @Test
    void a_batch_has_its_own_limit_for_all_together() {
        String wide = aws.queue(Map.of());
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10)
                .mapToObj(i -> entry("e" + i, "a".repeat(104_858)))
                .toList();

        assertRefused(
                () -> sqs.sendMessageBatch(request -> request.queueUrl(wide).entries(entries)),
                400,
                "AWS.SimpleQueueService.BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048580 bytes.");
        assertThat(sqs.sendMessageBatch(request -> request.queueUrl(wide).entries(entries.subList(0, 9)))
                        .successful())
                .hasSize(9);
    }

    @Test
    void without_a_limit_of_its_own_a_queue_takes_a_mebibyte() {
        String wide = aws.queue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(wide).messageBody("a".repeat(1_048_576)));

        assertRefused(
                () -> sqs.sendMessage(request -> request.queueUrl(wide).messageBody("a".repeat(1_048_577))),
                400,
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }

    @Test
    void what_sns_brings_is_not_delivered_when_it_is_too_long() {
        String topic = aws.topic();
        aws.subscribe(topic, aws.arn(queue), Map.of("RawMessageDelivery", "true"));

        String id = aws.sns
                .publish(request -> request.topicArn(topic).message("a".repeat(LARGEST + 1)))
                .messageId();

        assertThat(aws.delivery(id).path("reason").asText()).startsWith(TOO_LONG);
    }

    @Test
    void the_older_protocol_knows_the_same_limits() throws Exception {
        String body = "a".repeat(LARGEST + 1);

        assertThat(query("Action=SendMessage&MessageBody=" + body))
                .contains("<Code>InvalidParameterValue</Code>", TOO_LONG);
        assertThat(query(batchOfOne(body))).contains("<BatchResultErrorEntry>", TOO_LONG);
        assertThat(query(batchOfOne("a".repeat(1_048_577))))
                .contains("<Code>AWS.SimpleQueueService.BatchRequestTooLong</Code>");
    }

    private static String batchOfOne(String body) {
        String entry = "&SendMessageBatchRequestEntry.1.";
        return "Action=SendMessageBatch" + entry + "Id=one" + entry + "MessageBody=" + body;
    }

    private String query(String form) throws Exception {
        String path = queue.substring(aws.endpoint().toString().length());
        return aws.post(path, form, "Content-Type", "application/x-www-form-urlencoded")
                .body();
    }

    private void send(String body, Map<String, MessageAttributeValue> attributes) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body).messageAttributes(attributes));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static void assertTooLong(ThrowingCallable call) {
        assertRefused(call, 400, "InvalidParameterValue", TOO_LONG);
    }
}
