package dev.invitations.topology.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.Aws;
import dev.invitations.topology.ConfirmedSubscription;
import dev.invitations.topology.Place;
import dev.invitations.topology.TopologyFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What SNS could not deliver to an endpoint gets there by {@code station dlq SUBSCRIPTION redrive}, and only there. */
@ExtendWith(Aws.Extension.class)
class RedriveToEndpointTest {
    private record Request(String body, Headers headers) {}

    private final Aws aws;
    private final SqsClient sqs;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final String name = Aws.unique("webhooks");
    private final String topicName = Aws.unique("topic");
    private final String topicArn = Place.LOCAL.topicArn(topicName);
    private final String subscriptionArn = topicArn + ":3f6b9f0e-0000-4000-8000-000000000000";
    private HttpServer endpoint;
    private HttpSubscription subscription;
    private DeadLetterQueue queue;
    private ToIntFunction<String> answer = body -> 200;

    RedriveToEndpointTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(body, exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(answer.applyAsInt(body), -1);
            exchange.close();
        });
        endpoint.start();
        subscription = new HttpSubscription(
                "",
                name,
                FilterPolicy.ALL,
                URI.create("http://localhost:" + endpoint.getAddress().getPort() + "/hook"),
                Optional.empty(),
                Duration.ofDays(14));
        sqs.createQueue(request -> request.queueName(name + "-dlq"));
        queue = DeadLetterQueue.find(sqs, name + "-dlq").orElseThrow();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    @Test
    void a_message_is_sent_as_sns_would_have_and_is_then_gone() {
        String notification = notification("m1");
        bury(notification);

        assertThat(redrive(OptionalInt.empty())).isTrue();

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo(notification);
            assertThat(request.headers())
                    .containsEntry("X-amz-sns-message-type", List.of("Notification"))
                    .containsEntry("X-amz-sns-message-id", List.of("m1"))
                    .containsEntry("X-amz-sns-topic-arn", List.of(topicArn))
                    .containsEntry("X-amz-sns-subscription-arn", List.of(subscriptionArn))
                    .containsEntry("Content-type", List.of("text/plain; charset=UTF-8"))
                    .containsEntry("User-agent", List.of("Amazon Simple Notification Service Agent"));
        });
        assertThat(said).containsExactly("1 message sent to " + subscription.endpoint());
        assertThat(queue.depth().total()).isZero();
    }

    @Test
    void what_the_endpoint_does_not_take_stays_and_is_told() {
        answer = body -> body.contains("\"bad\"") ? 500 : 204;
        bury(notification("good"));
        bury(notification("bad"));
        bury(notification("fine"));

        assertThat(redrive(OptionalInt.empty())).isFalse();

        assertThat(said)
                .anySatisfy(sentence -> assertThat(sentence).endsWith(" stays: the endpoint answered 500"))
                .contains(
                        "2 messages sent to " + subscription.endpoint(),
                        "1 message failed and stayed in " + name + "-dlq");
        assertThat(queue.look(10)).singleElement().satisfies(letter -> assertThat(letter.body())
                .contains("\"bad\""));
    }

    @Test
    void a_redirect_is_not_followed() {
        answer = body -> 302;
        bury(notification("m1"));

        assertThat(redrive(OptionalInt.empty())).isFalse();
        assertThat(said).anySatisfy(sentence -> assertThat(sentence).endsWith("the endpoint answered 302"));
    }

    @Test
    void an_endpoint_that_is_down_is_not_asked_for_ever() {
        endpoint.stop(0);
        IntStream.range(0, 25).forEach(i -> bury(notification("m" + i)));

        assertThat(redrive(OptionalInt.of(500))).isFalse();

        assertThat(said)
                .contains("The last 10 failed one after the other, so no more were tried")
                .anySatisfy(sentence -> assertThat(sentence).contains("stays: the endpoint can't be reached"));
        assertThat(queue.depth()).hasToString("25 messages");
    }

    @Test
    void only_those_that_failed_one_after_the_other_are_told_as_such() {
        answer = body -> requests.size() == 2 ? 200 : 500;
        IntStream.range(0, 15).forEach(i -> bury(notification("m" + i)));

        assertThat(redrive(OptionalInt.of(500))).isFalse();

        assertThat(said)
                .contains(
                        "The last 10 failed one after the other, so no more were tried",
                        "11 messages failed and stayed in " + name + "-dlq");
    }

    @Test
    void it_keeps_to_its_rate() {
        IntStream.range(0, 5).forEach(i -> bury(notification("m" + i)));

        long start = System.nanoTime();
        redrive(OptionalInt.of(10));

        assertThat(requests).hasSize(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void what_is_no_notification_of_the_topic_is_not_sent() {
        bury("put here by hand");
        bury(notification("m1").replace(topicName, "somebody-elses"));

        assertThat(redrive(OptionalInt.empty())).isFalse();

        assertThat(requests).isEmpty();
        assertThat(said)
                .filteredOn(sentence -> sentence.contains("it is no notification of the topic " + topicArn))
                .hasSize(2);
    }

    @Test
    void an_endpoint_that_has_not_confirmed_gets_nothing() {
        aws.sns.createTopic(request -> request.name(topicName));
        aws.sns.subscribe(request -> request.topicArn(topicArn)
                .protocol("http")
                .endpoint(subscription.endpoint().toString()));
        bury(notification("m1"));

        assertThatThrownBy(() -> redrive(aws.sns).toEndpoint(subscription, queue, OptionalInt.empty()))
                .isInstanceOf(TopologyFailure.class)
                .hasMessageContaining("has not confirmed the subscription " + name)
                .hasMessageContaining("./station apply");
        assertThat(requests)
                .extracting(request -> request.headers().getFirst("x-amz-sns-message-type"))
                .doesNotContain("Notification");
    }

    @Test
    void a_letter_shows_what_is_in_its_envelope() {
        bury(notification("m1"));

        Letters letters = new Letters(subscription, queue.look(1), Instant.now());

        assertThat(letters.list()).contains("user_invited", "SNS could not deliver it to " + subscription.endpoint());
    }

    private boolean redrive(OptionalInt rate) {
        try (SnsClient confirmed =
                new ConfirmedSubscription(aws.sns, subscription.endpoint().toString(), subscriptionArn)) {
            return redrive(confirmed).toEndpoint(subscription, queue, rate);
        }
    }

    private Redrive redrive(SnsClient sns) {
        Topology topology = new Topology(
                "",
                List.of(new DeclaredTopic(
                        "",
                        topicName,
                        false,
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(subscription))));
        return new Redrive(
                topology,
                new dev.invitations.topology.aws.Aws(sns, sqs, Place.LOCAL, Duration.ofSeconds(2)),
                "",
                said::add);
    }

    private void bury(String body) {
        sqs.sendMessage(request -> request.queueUrl(aws.endpoint() + "/000000000000/" + name + "-dlq")
                .messageBody(body));
    }

    private String notification(String id) {
        return """
                {"Type":"Notification","MessageId":"%s","TopicArn":"%s","Message":"{}","Timestamp":"2026-11-24T00:00:00.000Z",\
                "SignatureVersion":"2","Signature":"c2ln","SigningCertURL":"https://x","UnsubscribeURL":"https://x",\
                "MessageAttributes":{"event_type":{"Type":"String","Value":"user_invited"}}}""".formatted(id, topicArn);
    }
}
