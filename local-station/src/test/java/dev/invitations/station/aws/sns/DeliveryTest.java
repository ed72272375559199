package dev.invitations.station.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@ExtendWith(Aws.Extension.class)
class DeliveryTest {
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private final Aws aws;
    private final SnsClient sns;
    private final String topic;
    private final String queue;

    DeliveryTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns;
        this.topic = aws.topic();
        this.queue = aws.queue();
    }

    @Test
    void a_queue_gets_an_envelope_around_the_message() throws Exception {
        String subscription = aws.subscribe(topic, aws.arn(queue), Map.of());

        String id = sns.publish(request -> request.topicArn(topic)
                        .message("häj \"you\"\r\n\u0001")
                        .subject("Hello")
                        .messageAttributes(Map.of(
                                "price",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("99.12")
                                        .build(),
                                "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
                                        .build())))
                .messageId();

        Message message = aws.receive(queue);
        assertThat(message.messageAttributes()).isEmpty();
        JsonNode envelope = new JsonMapper().readTree(message.body());
        assertThat(envelope.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL",
                        "MessageAttributes");
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("Hello");
        assertThat(envelope.path("Message").asText()).isEqualTo("häj \"you\"\r\n\u0001");
        assertThat(envelope.path("SignatureVersion").asText()).isEqualTo("1");
        assertThat(envelope.path("SigningCertURL").asText())
                .contains("/SimpleNotificationService-")
                .endsWith(".pem");
        assertThat(envelope.path("UnsubscribeURL").asText())
                .isEqualTo(aws.endpoint() + "/?Action=Unsubscribe&SubscriptionArn=" + subscription);
        assertThat(envelope.at("/MessageAttributes/price").toString())
                .isEqualTo("{\"Type\":\"Number\",\"Value\":\"99.12\"}");
        assertThat(envelope.at("/MessageAttributes/bytes").toString())
                .isEqualTo("{\"Type\":\"Binary\",\"Value\":\"AgME\"}");
        assertThat(envelope.path("Timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(envelope.path("Timestamp").asText()))
                .isBetween(aws.now().minus(Duration.ofMinutes(5)), aws.now());
    }

    @Test
    void raw_delivery_is_the_message_itself_with_its_attributes() {
        aws.subscribe(topic, aws.arn(queue), RAW);

        sns.publish(request -> request.topicArn(topic)
                .message("{\"häj\": \"\uD83D\uDE86\"}")
                .subject("not carried")
                .messageAttributes(Map.of(
                        "event_type",
                        Entries.string("user_invited"),
                        "list",
                        MessageAttributeValue.builder()
                                .dataType("String.Array")
                                .stringValue("[\"a\"]")
                                .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
                                .build())));

        Message message = aws.receive(queue);
        assertThat(message.body()).isEqualTo("{\"häj\": \"\uD83D\uDE86\"}");
        assertThat(message.messageAttributes()).containsOnlyKeys("event_type", "list", "bytes");
        assertThat(message.messageAttributes().get("event_type").stringValue()).isEqualTo("user_invited");
        assertThat(message.messageAttributes().get("list").dataType()).isEqualTo("String.Array");
        assertThat(message.messageAttributes().get("bytes").binaryValue().asByteArray())
                .containsExactly(2, 3, 4);
    }

    @Test
    void every_subscription_gets_a_copy_that_its_filter_lets_through() {
        String other = aws.queue();
        aws.subscribe(
                topic,
                aws.arn(queue),
                Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"event_type\":[\"user_invited\"]}"));
        aws.subscribe(topic, aws.arn(other), RAW);

        publish("accepted", "invitation_accepted");
        publish("invited", "user_invited");

        assertThat(bodies(other, 2)).containsExactlyInAnyOrder("accepted", "invited");
        assertThat(aws.receive(queue).body()).isEqualTo("invited");
        assertThat(sizeOf(queue)).isZero();
    }

    @Test
    void a_filter_on_the_body_looks_into_it() {
        aws.subscribe(
                topic,
                aws.arn(queue),
                Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicyScope", "MessageBody",
                        "FilterPolicy", "{\"data\":{\"team\":[\"acme\"]}}"));

        publish("{\"data\":{\"team\":\"other\"}}", "user_invited");
        publish("no JSON", "user_invited");
        publish("{\"data\":{\"team\":\"acme\"}}", "user_invited");

        assertThat(aws.receive(queue).body()).contains("acme");
        assertThat(sizeOf(queue)).isZero();
    }

    @Test
    void a_filter_that_is_changed_holds_at_once() {
        String subscription = aws.subscribe(topic, aws.arn(queue), RAW);
        setAttribute(subscription, "FilterPolicy", "{\"event_type\":[\"user_invited\"]}");
        publish("dropped", "invitation_accepted");
        setAttribute(subscription, "FilterPolicy", "");
        publish("carried", "invitation_accepted");

        assertThat(aws.receive(queue).body()).isEqualTo("carried");
    }

    @Test
    void a_structured_message_says_something_else_to_queues() {
        aws.subscribe(topic, aws.arn(queue), RAW);

        sns.publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
        sns.publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for all\",\"http\":\"for others\"}"));

        assertThat(bodies(queue, 2)).containsExactlyInAnyOrder("for queues", "for all");
    }

    @Test
    void a_message_group_travels_along() {
        aws.subscribe(topic, aws.arn(queue), RAW);

        sns.publish(request -> request.topicArn(topic).message("hello").messageGroupId("team-acme"));

        assertThat(aws.receive(queue).attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "team-acme");
    }

    @Test
    void the_trace_header_travels_along() throws Exception {
        aws.subscribe(topic, aws.arn(queue), RAW);
        String trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";

        aws.post("/", "Action=Publish&Message=hello&TopicArn=" + topic, "X-Amzn-Trace-Id", trace);

        assertThat(aws.receive(queue).attributes()).containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace);
    }

    @Test
    void a_batch_arrives_whole() {
        aws.subscribe(topic, aws.arn(queue), RAW);

        sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(Entries.between(0, 10)));

        assertThat(bodies(queue, 10))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "message " + i).toList());
    }

    @Test
    void what_a_missing_queue_does_not_get_goes_to_the_dead_letter_queue_unchanged() throws Exception {
        String missing = Aws.missingQueue();
        String subscription = aws.subscribe(topic, missing, withDeadLetters(RAW, aws.arn(queue)));

        String id = publish("hello", "user_invited");

        Message message = aws.receive(queue);
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.messageAttributes()).containsOnlyKeys("event_type");
        JsonNode delivery = aws.delivery(id);
        assertThat(delivery.path("outcome").asText()).isEqualTo("dead-lettered");
        assertThat(delivery.path("reason").asText()).isEqualTo("the queue does not exist");
        assertThat(delivery.path("subscriptionArn").asText()).isEqualTo(subscription);
        assertThat(delivery.path("endpoint").asText()).isEqualTo(missing);
    }

    @Test
    void a_queue_that_is_deleted_is_missing_and_one_that_comes_back_is_not() {
        String arn = aws.arn(queue);
        aws.subscribe(topic, arn, RAW);
        aws.sqs.deleteQueue(request -> request.queueUrl(queue));
        String lost = publish("lost", "user_invited");
        assertThat(aws.delivery(lost).path("outcome").asText()).isEqualTo("lost");

        aws.sqs.createQueue(request -> request.queueName(arn.substring(arn.lastIndexOf(':') + 1))
                .attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)));
        publish("carried", "user_invited");

        assertThat(aws.receive(queue).body()).isEqualTo("carried");
    }

    @Test
    void without_a_dead_letter_queue_it_is_lost_and_the_log_says_so() {
        aws.subscribe(topic, Aws.missingQueue(), Map.of());

        String id = publish("hello", "user_invited");

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("lost");
        assertThat(aws.delivery(id).path("reason").asText())
                .isEqualTo("the queue does not exist; the subscription has no dead-letter queue");
    }

    @Test
    void a_dead_letter_queue_that_is_missing_too_loses_it() {
        String deadLetters = Aws.missingQueue();
        aws.subscribe(topic, Aws.missingQueue(), withDeadLetters(Map.of(), deadLetters));

        String id = publish("hello", "user_invited");

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("lost");
        assertThat(aws.delivery(id).path("reason").asText())
                .isEqualTo("the queue does not exist; and its dead-letter queue " + deadLetters
                        + ": the queue does not exist");
    }

    @Test
    void a_dead_letter_queue_of_another_region_gets_nothing() {
        try (SqsClient abroad = aws.sqs("test", Region.EU_WEST_1)) {
            String name = Aws.unique("abroad");
            String url = abroad.createQueue(request ->
                            request.queueName(name).attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)))
                    .queueUrl();
            String arn = "arn:aws:sqs:eu-west-1:000000000000:" + name;
            aws.subscribe(topic, Aws.missingQueue(), withDeadLetters(Map.of(), arn));

            String id = publish("hello", "user_invited");

            assertThat(aws.delivery(id).path("reason").asText())
                    .endsWith(arn + ": it is not of the subscription's account and region");
            assertThat(abroad.receiveMessage(request -> request.queueUrl(url)).messages())
                    .isEmpty();
        }
    }

    @Test
    void a_queue_of_another_region_is_another_queue() {
        aws.subscribe(topic, aws.arn(queue).replace("us-east-1", "eu-west-1"), Map.of());

        String id = publish("hello", "user_invited");

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("lost");
    }

    @Test
    void raw_delivery_to_a_queue_carries_ten_attributes_and_not_eleven() {
        aws.subscribe(topic, aws.arn(queue), RAW);
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        IntStream.range(0, 10).forEach(i -> attributes.put("a" + i, Entries.string("x")));

        sns.publish(request -> request.topicArn(topic).message("ten").messageAttributes(attributes));
        attributes.put("a10", Entries.string("x"));
        String eleven = sns.publish(
                        request -> request.topicArn(topic).message("eleven").messageAttributes(attributes))
                .messageId();

        assertThat(aws.receive(queue).messageAttributes()).hasSize(10);
        assertThat(aws.delivery(eleven).path("reason").asText())
                .startsWith("raw delivery to SQS carries at most 10 message attributes");
    }

    @Test
    void a_message_that_sqs_refuses_is_lost_alone() {
        aws.subscribe(topic, aws.arn(queue), RAW);

        var answer = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        Entries.entry("good", "good"),
                        Entries.entry("bad", "a control character \u0001"),
                        Entries.entry("fine", "fine")));

        assertThat(bodies(queue, 2)).containsExactlyInAnyOrder("good", "fine");
        assertThat(aws.delivery(answer.successful().get(1).messageId())
                        .path("outcome")
                        .asText())
                .isEqualTo("lost");
    }

    @Test
    void what_goes_to_others_than_queues_is_logged_as_not_sent() {
        sns.subscribe(request -> request.topicArn(topic).protocol("https").endpoint("https://localhost:1/hook"));
        sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint("+15551234567"));

        String id = publish("hello", "user_invited");

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("not-sent");
        await().untilAsserted(() -> assertThat(aws.deliveries()
                        .path("deliveries")
                        .valueStream()
                        .filter(entry -> entry.path("messageId").asText().equals(id))
                        .map(entry -> entry.path("reason").asText()))
                .containsExactlyInAnyOrder(
                        "the subscription is pending confirmation", "the local station does not deliver to sms"));
    }

    @Test
    void what_many_threads_publish_all_arrives_once() throws Exception {
        aws.subscribe(topic, aws.arn(queue), RAW);
        int threads = 8;
        int each = 250;

        try (var executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> executor.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            String message = thread + "-" + i;
                            sns.publish(request -> request.topicArn(topic).message(message));
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> sizeOf(queue) == threads * each);
        Set<String> bodies = new HashSet<>();
        while (bodies.size() < threads * each) {
            List<Message> messages = aws.receive(queue, 10);
            assertThat(messages).isNotEmpty();
            messages.forEach(message -> bodies.add(message.body()));
        }
        assertThat(sizeOf(queue)).isZero();
    }

    private String publish(String message, String eventType) {
        return sns.publish(request -> request.topicArn(topic)
                        .message(message)
                        .messageAttributes(Map.of("event_type", Entries.string(eventType))))
                .messageId();
    }

    private List<String> bodies(String queueUrl, int count) {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            List<Message> messages = aws.receive(queueUrl, 10);
            assertThat(messages).as("after " + bodies).isNotEmpty();
            messages.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private int sizeOf(String queueUrl) {
        return Integer.parseInt(aws.sqs
                .getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNamesWithStrings("ApproximateNumberOfMessages"))
                .attributesAsStrings()
                .get("ApproximateNumberOfMessages"));
    }

    private void setAttribute(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    private static Map<String, String> withDeadLetters(Map<String, String> attributes, String queueArn) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queueArn + "\"}");
        return all;
    }
}
