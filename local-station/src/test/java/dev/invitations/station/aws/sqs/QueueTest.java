package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@ExtendWith(Aws.Extension.class)
class QueueTest {
    private static final String POLICY = Aws.DELIVERY_POLICY;

    private final Aws aws;
    private final SqsClient sqs;
    private final String queue;

    QueueTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.queue = aws.queue(Map.of());
    }

    @Test
    void the_url_of_a_queue_leads_here() throws Exception {
        assertThat(queue).startsWith(aws.endpoint() + "/000000000000/queue-");
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));

        assertThat(aws.get(queue + "?Action=ReceiveMessage").body()).contains("<Body>hello</Body>");
    }

    @Test
    void a_new_queue_shows_the_defaults_of_aws() {
        assertThat(attributes(queue))
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("DelaySeconds", "0")
                .containsEntry("ReceiveMessageWaitTimeSeconds", "0")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("MaximumMessageSize", "1048576")
                .containsEntry("SqsManagedSseEnabled", "true")
                .containsEntry("ApproximateNumberOfMessages", "0")
                .containsKeys("CreatedTimestamp", "QueueArn")
                .doesNotContainKeys("Policy", "RedrivePolicy");
    }

    @Test
    void what_is_set_is_read_back_also_where_the_engine_ignores_it() {
        String deadLetters = aws.arn(aws.queue());
        Map<String, String> all = Map.of(
                "Policy", POLICY,
                "RedrivePolicy", "{\"maxReceiveCount\":\"5\",\"deadLetterTargetArn\":\"" + deadLetters + "\"}",
                "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}",
                "MessageRetentionPeriod", "1209600",
                "MaximumMessageSize", "2048",
                "VisibilityTimeout", "7",
                "KmsMasterKeyId", "alias/aws/sqs",
                "SqsManagedSseEnabled", "false");

        set(queue, all);

        assertThat(attributes(queue)).containsAllEntriesOf(all);
    }

    @Test
    void what_is_set_at_creation_is_read_back_too() {
        String url = sqs.createQueue(request -> request.queueName(Aws.unique("queue"))
                        .attributesWithStrings(Map.of("Policy", POLICY, "VisibilityTimeout", "7")))
                .queueUrl();

        assertThat(attributes(url)).containsEntry("Policy", POLICY).containsEntry("VisibilityTimeout", "7");
    }

    @Test
    void an_empty_policy_takes_it_away() {
        set(queue, Map.of("Policy", POLICY));
        set(queue, Map.of("Policy", ""));

        assertThat(attributes(queue)).doesNotContainKey("Policy");
    }

    @Test
    void a_queue_is_encrypted_in_one_way_at_a_time() {
        assertRefused(
                () -> set(queue, Map.of("KmsMasterKeyId", "alias/key", "SqsManagedSseEnabled", "true")),
                400,
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS"
                        + " SSE.");

        set(queue, Map.of("KmsMasterKeyId", "alias/key"));
        assertThat(attributes(queue))
                .containsEntry("KmsMasterKeyId", "alias/key")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300")
                .containsEntry("SqsManagedSseEnabled", "false");

        set(queue, Map.of("SqsManagedSseEnabled", "true"));
        assertThat(attributes(queue))
                .containsEntry("SqsManagedSseEnabled", "true")
                .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
    }

    @Test
    void a_queue_says_when_it_was_created_and_when_it_was_changed() throws Exception {
        long created = Long.parseLong(attributes(queue).get("CreatedTimestamp"));
        assertThat(attributes(queue)).containsEntry("LastModifiedTimestamp", String.valueOf(created));

        aws.advance(Duration.ofHours(1));
        set(queue, Map.of("DelaySeconds", "1"));

        assertThat(attributes(queue)).containsEntry("CreatedTimestamp", String.valueOf(created));
        assertThat(Long.parseLong(attributes(queue).get("LastModifiedTimestamp")) - created)
                .isBetween(3_600L, 3_660L);
    }

    @Test
    void only_the_attributes_that_are_asked_for_are_shown() {
        set(queue, Map.of("Policy", POLICY));

        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue)
                                .attributeNames(QueueAttributeName.POLICY, QueueAttributeName.DELAY_SECONDS))
                        .attributesAsStrings())
                .containsOnly(Map.entry("Policy", POLICY), Map.entry("DelaySeconds", "0"));
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue)).attributesAsStrings())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Nonsense               ; 1       ; InvalidAttributeName  ; Unknown Attribute Nonsense.
            FifoQueue              ; true    ; InvalidAttributeName  ; Unknown Attribute FifoQueue.
            MessageRetentionPeriod ; 59      ; InvalidAttributeValue ; Invalid value for the parameter MessageRetentionPeriod.
            VisibilityTimeout      ; 43201   ; InvalidAttributeValue ; Invalid value for the parameter VisibilityTimeout.
            VisibilityTimeout      ; soon    ; InvalidAttributeValue ; Invalid value for the parameter VisibilityTimeout.
            VisibilityTimeout      ; ``      ; InvalidAttributeValue ; Invalid value for the parameter VisibilityTimeout.
            Policy                 ; {       ; InvalidAttributeValue ; Invalid value for the parameter Policy.
            RedrivePolicy          ; []      ; InvalidParameterValue ; Value [] for parameter RedrivePolicy is invalid. Reason: Redrive policy is not a valid JSON map.
            RedrivePolicy          ; {"maxReceiveCount":1}  ; InvalidParameterValue ; Value {"maxReceiveCount":1} for parameter RedrivePolicy is invalid. Reason: Redrive policy does not contain mandatory attribute: deadLetterTargetArn.
            RedrivePolicy          ; {"maxReceiveCount":0,"deadLetterTargetArn":"x"} ; InvalidParameterValue ; Value {"maxReceiveCount":0,"deadLetterTargetArn":"x"} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.
            RedrivePolicy          ; {"maxReceiveCount":1,"deadLetterTargetArn":"x"} ; InvalidParameterValue ; Value {"maxReceiveCount":1,"deadLetterTargetArn":"x"} for parameter RedrivePolicy is invalid. Reason: Dead-letter target ARN should be fully qualified ARN.
            RedrivePolicy          ; {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:q"} ; InvalidParameterValue ; Value {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:q"} for parameter RedrivePolicy is invalid. Reason: Dead-letter target owner should be same as the source.
            RedrivePolicy          ; {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:missing"} ; InvalidParameterValue ; Value {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:missing"} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.
            """)
    void an_attribute_that_is_wrong_is_refused(String name, String value, String code, String message) {
        assertRefused(() -> set(queue, Map.of(name, value)), 400, code, message);
    }

    @Test
    void creating_a_queue_again_is_the_same_unless_it_is_otherwise() {
        String name = Aws.unique("queue");
        String url = create(name, Map.of("VisibilityTimeout", "7", "Policy", POLICY));

        assertThat(create(name, Map.of())).isEqualTo(url);
        assertThat(create(name, Map.of("VisibilityTimeout", "7", "DelaySeconds", "0")))
                .isEqualTo(url);
        assertRefused(
                () -> create(name, Map.of("VisibilityTimeout", "8")),
                400,
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute VisibilityTimeout");
        assertThat(catchThrowable(() -> create(name, Map.of("MessageRetentionPeriod", "60"))))
                .isInstanceOf(QueueNameExistsException.class);
    }

    @Test
    void a_name_that_is_none_is_refused() {
        assertRefused(
                () -> create("a b", Map.of()),
                400,
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    @Test
    void a_queue_that_is_not_there_does_not_exist() {
        String missing = aws.endpoint() + "/000000000000/missing";

        List<ThrowingCallable> calls = List.of(
                () -> attributes(missing),
                () -> set(missing, Map.of("Policy", POLICY)),
                () -> sqs.sendMessage(request -> request.queueUrl(missing).messageBody("hello")),
                () -> sqs.getQueueUrl(request -> request.queueName("missing")),
                () -> sqs.deleteQueue(request -> request.queueUrl(missing)));

        for (ThrowingCallable call : calls) {
            assertRefused(call, 400, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
            assertThat(catchThrowable(call)).isInstanceOf(QueueDoesNotExistException.class);
        }
    }

    @Test
    void a_message_received_too_often_goes_to_the_dead_letter_queue() {
        String deadLetters = aws.queue();
        set(
                queue,
                Map.of(
                        "VisibilityTimeout",
                        "0",
                        "RedrivePolicy",
                        "{\"maxReceiveCount\":2,\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}"));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison"));

        for (int i = 1; i <= 2; i++) {
            assertThat(peek(queue)).extracting(Message::body).containsExactly("poison");
        }

        await().untilAsserted(() -> assertThat(peek(queue)).isEmpty());
        assertThat(aws.receive(deadLetters).body()).isEqualTo("poison");
    }

    @Test
    void a_received_message_is_hidden_until_it_is_given_back() {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));
        Message message = peek(queue).getFirst();
        assertThat(peek(queue)).isEmpty();

        sqs.changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));

        assertThat(peek(queue)).extracting(Message::body).containsExactly("hello");
    }

    @Test
    void a_long_poll_ends_when_a_message_comes() throws Exception {
        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> aws.receive(queue));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));

        assertThat(received.get().body()).isEqualTo("hello");
    }

    @Test
    void a_batch_can_fail_in_part() {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));
        String receipt = peek(queue).getFirst().receiptHandle();

        DeleteMessageBatchResponse deleted = sqs.deleteMessageBatch(request -> request.queueUrl(queue)
                .entries(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("good")
                                .receiptHandle(receipt)
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("bad")
                                .receiptHandle("none")
                                .build()));
        var sent = sqs.sendMessageBatch(request -> request.queueUrl(queue)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("good")
                                .messageBody("hello")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("bad")
                                .messageBody("\u0001")
                                .build()));

        assertThat(deleted.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(deleted.failed()).extracting(BatchResultErrorEntry::id).containsExactly("bad");
        assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(sent.failed()).extracting(BatchResultErrorEntry::id).containsExactly("bad");
    }

    @Test
    void the_older_protocol_shows_the_same_attributes() throws Exception {
        String policy = "{\"redrivePermission\":\"denyAll\"}";
        String set =
                "Action=SetQueueAttributes&Version=2012-11-05&Attribute.1.Name=RedriveAllowPolicy&Attribute.1.Value="
                        + policy + "&Attribute.2.Name=VisibilityTimeout&Attribute.2.Value=7&QueueUrl=" + queue;
        assertThat(aws.post("/", set).body()).startsWith("<SetQueueAttributesResponse xmlns=");

        String shown = aws.post(
                        queue.substring(aws.endpoint().toString().length()),
                        "Action=GetQueueAttributes&AttributeName.1=RedriveAllowPolicy&AttributeName.2=VisibilityTimeout")
                .body();

        assertThat(shown)
                .contains("<Name>RedriveAllowPolicy</Name><Value>" + policy.replace("\"", "&quot;") + "</Value>")
                .contains("<Attribute><Name>VisibilityTimeout</Name><Value>7</Value></Attribute>");
        assertThat(attributes(queue)).containsEntry("RedriveAllowPolicy", policy);
    }

    @Test
    void the_older_protocol_creates_and_deletes_queues() throws Exception {
        String name = Aws.unique("queue");

        assertThat(aws.post("/", "Action=CreateQueue&QueueName=" + name).body())
                .contains("<CreateQueueResult><QueueUrl>" + aws.endpoint() + "/000000000000/" + name + "</QueueUrl>");
        assertThat(aws.post("/000000000000/" + name, "Action=DeleteQueue").statusCode())
                .isEqualTo(200);
        var gone = aws.post("/000000000000/" + name, "Action=GetQueueAttributes");

        assertThat(gone.statusCode()).isEqualTo(400);
        assertThat(gone.body()).contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    }

    @Test
    void receivers_that_wait_keep_nobody_else_waiting() {
        List<CompletableFuture<Message>> receivers = IntStream.range(0, 40)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> aws.receive(queue), task -> Thread.ofVirtual().start(task)))
                .toList();
        for (int i = 0; i < receivers.size(); i++) {
            String body = "message " + i;
            sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
        }

        assertThat(receivers.stream().map(CompletableFuture::join).map(Message::body))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    private String create(String name, Map<String, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private void set(String url, Map<String, String> attributes) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes));
    }

    private Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }

    /** Receives without deleting or waiting. */
    private List<Message> peek(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)).messages();
    }
}
