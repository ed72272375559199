package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;
import software.amazon.awssdk.messagemanager.sns.model.SnsUnsubscribeConfirmation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ExtendWith(Aws.Extension.class)
class ConfirmationTest {
    private static final String ASKED = "SubscriptionConfirmation";
    private static final String TOLD = "UnsubscribeConfirmation";
    private static final JsonMapper JSON = new JsonMapper();

    private final Aws aws;
    private final SnsClient sns;
    private final String topic;
    private final Listener listener = new Listener();

    ConfirmationTest(Aws aws) throws IOException {
        this.aws = aws;
        this.sns = aws.sns;
        this.topic = aws.topic();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void the_endpoint_is_asked_as_aws_asks() throws Exception {
        subscribe();

        Listener.Request asked = listener.next(ASKED);

        JsonNode message = JSON.readTree(asked.body());
        assertThat(message.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "Type",
                        "MessageId",
                        "Token",
                        "TopicArn",
                        "Message",
                        "SubscribeURL",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL");
        assertThat(message.path("Message").asText())
                .isEqualTo("You have chosen to subscribe to the topic " + topic
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        assertThat(message.path("SubscribeURL").asText())
                .isEqualTo(aws.endpoint() + "/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token="
                        + message.path("Token").asText());
        assertThat(asked.headers().getFirst("x-amz-sns-message-id"))
                .isEqualTo(message.path("MessageId").asText());
        assertThat(asked.headers().getFirst("x-amz-sns-topic-arn")).isEqualTo(topic);
        assertThat(asked.headers().getFirst("content-type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(asked.headers().getFirst("user-agent")).isEqualTo("Amazon Simple Notification Service Agent");
        assertThat(asked.headers()).doesNotContainKey("X-amz-sns-subscription-arn");
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(strings = {"1", "2"})
    void aws_verifier_accepts_both_confirmations(String version) throws Exception {
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("SignatureVersion").attributeValue(version));
        String arn = subscribe();

        try (Verifier verifier = new Verifier(aws)) {
            String asked = listener.next(ASKED).body();
            assertThat(verifier.verify(asked)).isInstanceOf(SnsSubscriptionConfirmation.class);
            visit(asked);
            sns.unsubscribe(request -> request.subscriptionArn(arn));
            assertThat(verifier.verify(listener.next(TOLD).body())).isInstanceOf(SnsUnsubscribeConfirmation.class);
        }
    }

    @Test
    void an_endpoint_confirms_by_visiting_the_url_without_a_signature_as_often_as_it_likes() throws Exception {
        String arn = subscribe();
        String asked = listener.next(ASKED).body();

        HttpResponse<String> first = visit(asked);
        HttpResponse<String> second = visit(asked);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .contains("<ConfirmSubscriptionResponse")
                .contains("<ConfirmSubscriptionResult><SubscriptionArn>" + arn + "</SubscriptionArn>");
        assertThat(second.body()).contains("<SubscriptionArn>" + arn + "</SubscriptionArn>");
        assertThat(attributes(arn))
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("ConfirmationWasAuthenticated", "false");
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly(arn);
    }

    @Test
    void a_queue_of_another_account_is_asked_by_a_message_in_it() {
        try (SqsClient partner = aws.sqs("444455556666")) {
            String name = Aws.unique("partner");
            String queue = partner.createQueue(request ->
                            request.queueName(name).attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)))
                    .queueUrl();
            aws.subscribe(topic, "arn:aws:sqs:us-east-1:444455556666:" + name, Map.of("RawMessageDelivery", "true"));
            sns.publish(request -> request.topicArn(topic).message("too early"));

            String asked = onlyMessage(partner, queue);
            assertThat(asked).contains("\"Type\" : \"SubscriptionConfirmation\"");
            visit(asked);
            sns.publish(request -> request.topicArn(topic).message("cargo"));

            assertThat(onlyMessage(partner, queue)).isEqualTo("cargo");
        }
    }

    private static String onlyMessage(SqsClient sqs, String queue) {
        List<Message> messages = sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(10))
                .messages();
        assertThat(messages).hasSize(1);
        return messages.getFirst().body();
    }

    @Test
    void who_confirms_with_a_signature_is_known_to_have() {
        String arn = subscribe();

        assertThat(sns.confirmSubscription(request -> request.topicArn(topic).token(token(listener.next(ASKED))))
                        .subscriptionArn())
                .isEqualTo(arn);

        assertThat(attributes(arn)).containsEntry("ConfirmationWasAuthenticated", "true");
    }

    @Test
    void the_token_tells_which_subscription_whatever_topic_of_the_region_is_named() {
        String arn = subscribe();

        assertThat(sns.confirmSubscription(
                                request -> request.topicArn(topic + "x").token(token(listener.next(ASKED))))
                        .subscriptionArn())
                .isEqualTo(arn);
    }

    @Test
    void an_endpoint_of_another_region_confirms_there() throws Exception {
        try (SnsClient there = aws.sns("test", Region.EU_WEST_1)) {
            String far = there.createTopic(request -> request.name(Aws.unique("far")))
                    .topicArn();
            there.subscribe(request -> request.topicArn(far)
                    .protocol("http")
                    .endpoint(listener.url().toString()));
            String asked = listener.next(ASKED).body();
            String token = JSON.readTree(asked).path("Token").asText();

            assertInvalidParameter(
                    () -> sns.confirmSubscription(
                            request -> request.topicArn(far).token(token)),
                    "Topic");
            assertThat(aws.get("/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=" + token)
                            .body())
                    .contains("Invalid parameter: Topic");
            assertThat(visit(asked).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_confirms_nothing_is_refused() throws Exception {
        assertInvalidParameter(
                () -> sns.confirmSubscription(request -> request.topicArn(topic).token("a".repeat(256))), "Token");
        assertRefused(
                () -> sns.confirmSubscription(request -> request.topicArn(topic).token("randomtoken")),
                400,
                "InvalidParameter",
                "Invalid token");
        assertInvalidParameter(
                () -> sns.confirmSubscription(request ->
                        request.topicArn("arn:aws:sns:eu-west-1:000000000000:x").token("a".repeat(256))),
                "Topic");
        assertThat(aws.get("/?Action=ConfirmSubscription&TopicArn=not-an-arn&Token=abc123")
                        .body())
                .contains("<Message>Invalid parameter: Topic</Message>");
        assertThat(aws.get("/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=abc123")
                        .body())
                .contains("<Message>Invalid parameter: Token</Message>");
    }

    @Test
    void who_is_subscribed_again_is_asked_again_and_both_tokens_count() throws Exception {
        String arn = subscribe();
        String first = listener.next(ASKED).body();

        assertThat(subscribe()).isEqualTo(arn);
        String second = listener.next(ASKED).body();

        assertThat(JSON.readTree(first).path("Token"))
                .isNotEqualTo(JSON.readTree(second).path("Token"));
        assertThat(visit(first).statusCode()).isEqualTo(200);
        assertThat(visit(second).statusCode()).isEqualTo(200);
    }

    @Test
    void an_endpoint_that_is_down_is_asked_again() throws Exception {
        listener.answersNext(503);
        subscribe();
        String asked = listener.next(ASKED).body();

        aws.advance(Duration.ofSeconds(30));

        assertThat(listener.requests(ASKED)).extracting(Listener.Request::body).containsExactly(asked, asked);
    }

    @Test
    void a_token_counts_for_two_days() throws Exception {
        String arn = subscribe();
        String asked = listener.next(ASKED).body();

        aws.advance(Duration.ofDays(2));

        assertThat(visit(asked).body()).contains("Invalid parameter: Token");
        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "true");
    }

    @Test
    void what_is_not_confirmed_in_three_days_is_gone() throws Exception {
        String arn = subscribe();
        String confirmed = subscribe(listener.url() + "/other");
        listener.next(ASKED);
        listener.next(ASKED);
        listener.requests(ASKED).stream()
                .filter(request -> request.path().endsWith("/other"))
                .forEach(request -> visit(request.body()));

        aws.advance(Duration.ofDays(3));

        assertRefused(() -> attributes(arn), 404, "NotFound", "Subscription does not exist");
        assertThat(attributes(confirmed)).containsEntry("PendingConfirmation", "false");
    }

    @Test
    void what_is_pending_can_not_be_unsubscribed() {
        String arn = subscribe();

        assertInvalidParameter(
                () -> sns.unsubscribe(request -> request.subscriptionArn(arn)),
                "SubscriptionArn Reason: a subscription that is pending confirmation can not be unsubscribed");
    }

    @Test
    void a_redrive_policy_is_taken_and_not_applied_before_the_endpoint_has_confirmed() {
        String policy = "{\"deadLetterTargetArn\":\"" + Aws.missingQueue() + "\"}";
        String arn = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("http")
                        .endpoint(listener.url().toString())
                        .attributes(Map.of("RedrivePolicy", policy, "RawMessageDelivery", "true"))
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        set(arn, "RedrivePolicy", policy);

        assertThat(attributes(arn)).doesNotContainKey("RedrivePolicy").containsEntry("RawMessageDelivery", "true");

        visit(listener.next(ASKED).body());
        assertThat(attributes(arn)).doesNotContainKey("RedrivePolicy");
        set(arn, "RedrivePolicy", policy);
        assertThat(attributes(arn)).containsEntry("RedrivePolicy", policy);
    }

    @Test
    void an_endpoint_unsubscribes_by_its_url_is_told_and_can_come_back() throws Exception {
        String arn = subscribe();
        visit(listener.next(ASKED).body());
        set(arn, "RawMessageDelivery", "true");

        HttpResponse<String> answer = aws.get("/?Action=Unsubscribe&SubscriptionArn=" + arn);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<UnsubscribeResponse");
        assertRefused(() -> attributes(arn), 404, "NotFound", "Subscription does not exist");
        Listener.Request told = listener.next(TOLD);
        assertThat(told.headers().getFirst("x-amz-sns-subscription-arn")).isEqualTo(arn);
        assertThat(JSON.readTree(told.body()).path("Message").asText())
                .isEqualTo("You have chosen to deactivate subscription " + arn
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.");
        assertThat(visit(told.body()).body()).contains("<SubscriptionArn>" + arn + "</SubscriptionArn>");
        assertThat(attributes(arn))
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("RawMessageDelivery", "true");
    }

    @Test
    void an_endpoint_that_was_subscribed_anew_meanwhile_does_not_come_back_twice() {
        String arn = subscribe();
        visit(listener.next(ASKED).body());
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        String anew = subscribe();

        assertThat(visit(listener.next(TOLD).body()).body()).contains("<SubscriptionArn>" + anew);
    }

    @Test
    void who_confirms_with_authenticate_on_unsubscribe_is_unsubscribed_by_a_signature_only() throws Exception {
        String arn = subscribe();
        String token = token(listener.next(ASKED));
        sns.confirmSubscription(request -> request.topicArn(topic).token(token).authenticateOnUnsubscribe("true"));

        HttpResponse<String> unsigned = aws.get("/?Action=Unsubscribe&SubscriptionArn=" + arn);
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.body())
                .contains("<Code>AuthorizationError</Code>")
                .contains("User: anonymous is not authorized to perform: SNS:Unsubscribe on resource: " + topic);
        try (SnsClient stranger = aws.sns("111111111111", Region.US_EAST_1)) {
            assertRefused(
                    () -> stranger.unsubscribe(request -> request.subscriptionArn(arn)),
                    403,
                    "AuthorizationError",
                    "User: arn:aws:iam::111111111111:user/local is not authorized to perform: SNS:Unsubscribe on"
                            + " resource: " + topic);
        }
        sns.unsubscribe(request -> request.subscriptionArn(arn));

        assertThat(listener.next(TOLD).body()).contains(arn);
    }

    @Test
    void that_nobody_could_be_asked_is_in_the_delivery_log() throws Exception {
        listener.answers(404);
        String arn = subscribe();

        await().untilAsserted(() -> assertThat(aws.deliveries()
                        .path("deliveries")
                        .valueStream()
                        .filter(entry -> entry.path("subscriptionArn").asText().equals(arn))
                        .map(entry -> entry.path("reason").asText()))
                .containsExactly("SubscriptionConfirmation: the endpoint answered 404, after which SNS does not try"
                        + " again; tried once"));
    }

    private String subscribe() {
        return subscribe(listener.url().toString());
    }

    private String subscribe(String url) {
        return sns.subscribe(request ->
                        request.topicArn(topic).protocol("http").endpoint(url).returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private HttpResponse<String> visit(String message) {
        try {
            URI url = URI.create(JSON.readTree(message).path("SubscribeURL").asText());
            return aws.get(url.getPath() + "?" + url.getQuery());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(Listener.Request asked) {
        try {
            return JSON.readTree(asked.body()).path("Token").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> attributes(String arn) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
    }

    private void set(String arn, String name, String value) {
        sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }
}
