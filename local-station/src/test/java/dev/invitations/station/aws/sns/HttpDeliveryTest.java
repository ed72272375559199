package dev.invitations.station.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@ExtendWith(Aws.Extension.class)
class HttpDeliveryTest {
    private static final String NOTIFICATION = "Notification";
    private static final JsonMapper JSON = new JsonMapper();

    private final Aws aws;
    private final SnsClient sns;
    private final String topic;
    private final String deadLetters;
    private final Listener listener = new Listener();
    private final String subscription;

    HttpDeliveryTest(Aws aws) throws IOException {
        this.aws = aws;
        this.sns = aws.sns;
        this.topic = aws.topic();
        this.deadLetters = aws.queue();
        this.subscription = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("http")
                        .endpoint(listener.url().toString())
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        String token = JSON.readTree(listener.next("SubscriptionConfirmation").body())
                .path("Token")
                .asText();
        sns.confirmSubscription(request -> request.topicArn(topic).token(token));
        allowDeadLetters();
        set("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}");
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void an_endpoint_gets_the_signed_envelope() throws Exception {
        String id = publish();

        Listener.Request request = listener.next(NOTIFICATION);

        JsonNode envelope = JSON.readTree(request.body());
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("Message").asText()).isEqualTo("hëllo");
        assertThat(envelope.at("/MessageAttributes/team/Value").asText()).isEqualTo("red");
        assertThat(request.headers().getFirst("x-amz-sns-message-type")).isEqualTo(NOTIFICATION);
        assertThat(request.headers().getFirst("x-amz-sns-message-id")).isEqualTo(id);
        assertThat(request.headers().getFirst("x-amz-sns-topic-arn")).isEqualTo(topic);
        assertThat(request.headers().getFirst("x-amz-sns-subscription-arn")).isEqualTo(subscription);
        assertThat(request.headers().getFirst("content-type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(request.headers().getFirst("user-agent")).isEqualTo("Amazon Simple Notification Service Agent");
        assertThat(request.headers()).doesNotContainKey("X-amz-sns-rawdelivery");
        try (Verifier verifier = new Verifier(aws)) {
            verifier.verify(request.body());
        }
    }

    @Test
    void raw_delivery_is_the_message_alone_and_says_so() {
        set("RawMessageDelivery", "true");
        publish();

        Listener.Request request = listener.next(NOTIFICATION);

        assertThat(request.body()).isEqualTo("hëllo");
        assertThat(request.headers().getFirst("x-amz-sns-rawdelivery")).isEqualTo("true");
        assertThat(request.headers().keySet())
                .noneMatch(name -> name.toLowerCase().contains("team"));
    }

    @Test
    void the_content_type_is_the_topics_and_before_it_the_subscriptions() {
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("DeliveryPolicy")
                .attributeValue("{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}}}"));
        publish();
        assertThat(listener.next(NOTIFICATION).headers().getFirst("content-type"))
                .isEqualTo("application/json");

        set("DeliveryPolicy", "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}");
        publish();
        assertThat(listener.next(NOTIFICATION).headers().getFirst("content-type"))
                .isEqualTo("text/csv");
    }

    @Test
    void a_topic_can_forbid_its_subscriptions_policies() throws Exception {
        set("DeliveryPolicy", retries(1, 5));
        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("DeliveryPolicy")
                .attributeValue("{\"http\":{\"disableSubscriptionOverrides\":true,\"defaultHealthyRetryPolicy\":"
                        + "{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":1}}}"));
        listener.answers(500);
        String id = publish();
        listener.next(NOTIFICATION);

        aws.advance(Duration.ofMinutes(1));

        assertThat(reason(id)).isEqualTo("the endpoint answered 500; tried 2 times");
        assertThat(JSON.readTree(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                                .attributes()
                                .get("EffectiveDeliveryPolicy"))
                        .at("/healthyRetryPolicy/numRetries")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void without_a_policy_it_is_tried_four_times_in_a_minute_and_is_then_a_dead_letter() throws Exception {
        listener.answers(503);
        String id = publish();
        listener.next(NOTIFICATION);

        aws.advance(Duration.ofSeconds(90));

        assertThat(listener.requests(NOTIFICATION))
                .hasSize(4)
                .extracting(Listener.Request::body)
                .containsOnly(listener.requests(NOTIFICATION).getFirst().body());
        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("dead-lettered");
        assertThat(reason(id)).isEqualTo("the endpoint answered 503; tried 4 times");
    }

    @Test
    void a_dead_letter_is_what_the_endpoint_would_have_got() {
        listener.answers(404);
        publish();

        Message dead = aws.receive(deadLetters);

        assertThat(dead.body()).isEqualTo(listener.next(NOTIFICATION).body());
        assertThat(dead.messageAttributes()).isEmpty();
    }

    @Test
    void a_raw_dead_letter_keeps_its_attributes() {
        set("RawMessageDelivery", "true");
        listener.answers(404);
        publish();

        Message dead = aws.receive(deadLetters);

        assertThat(dead.body()).isEqualTo("hëllo");
        assertThat(dead.messageAttributes().get("team").stringValue()).isEqualTo("red");
    }

    @Test
    void what_nobody_takes_is_lost_where_there_is_no_dead_letter_queue() {
        set("RedrivePolicy", "");
        listener.answers(410);

        String id = publish();

        assertThat(aws.delivery(id).path("outcome").asText()).isEqualTo("lost");
        assertThat(reason(id))
                .isEqualTo("the endpoint answered 410, after which SNS does not try again; tried once; the subscription"
                        + " has no dead-letter queue");
    }

    @Test
    void what_is_filtered_is_not_sent() {
        set("FilterPolicy", "{\"team\":[\"blue\"]}");
        publish();
        set("FilterPolicy", "{\"team\":[\"red\"]}");
        String second = publish();

        assertThat(listener.next(NOTIFICATION).headers().getFirst("x-amz-sns-message-id"))
                .isEqualTo(second);
    }

    private String publish() {
        return sns.publish(request -> request.topicArn(topic)
                        .message("hëllo")
                        .messageAttributes(Map.of(
                                "team",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("red")
                                        .build())))
                .messageId();
    }

    private String reason(String messageId) {
        return aws.delivery(messageId).path("reason").asText();
    }

    private void set(String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    private static String retries(int delay, int times) {
        return "{\"healthyRetryPolicy\":{\"minDelayTarget\":%1$d,\"maxDelayTarget\":%1$d,\"numRetries\":%2$d}}"
                .formatted(delay, times);
    }

    private void allowDeadLetters() {
        String policy = """
                {"Statement": {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                 "Action": "sqs:SendMessage", "Resource": "%s"}}""".formatted(aws.arn(deadLetters));
        aws.sqs.setQueueAttributes(
                request -> request.queueUrl(deadLetters).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }
}
