package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.DeadLetterAttributes;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A subscriber and the local station's SQS, which does wrong what it is asked to. */
class SubscriberOnStationTest {
    /** Far less than a client waits for an answer, far more than a close takes that doesn't wait for one. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Station station;

    private final List<Received> handled = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private SqsClient sqs;
    private QueueSubscription subscription;
    private Subscriber subscriber;

    @BeforeAll
    static void start() {
        station = new Station();
    }

    @AfterAll
    static void stop() {
        station.close();
    }

    @AfterEach
    void end() {
        mayEnd.countDown();
        subscriber.close();
        sqs.close();
    }

    @Test
    void whileSqsThrottlesItSaysSoAndGoesOnByItself() throws Exception {
        consume(station.endpoint());

        // The client itself tries three times.
        assertHealsAfter(9, "\"fault\": \"throttle\"", "RequestThrottled");
    }

    @Test
    void whileItsCredentialsAreExpiredItSaysSoAndGoesOnByItself() throws Exception {
        consume(station.endpoint());

        assertHealsAfter(3, """
                "fault": "refuse", "status": 403, "code": "ExpiredToken", "message": "The security token is expired"
                """, "The security token is expired");
    }

    private void assertHealsAfter(int times, String fault, String problem) throws Exception {
        station.fault(subscription, "ReceiveMessage", times, fault);
        // The receive that is under way brings it; the next one meets what is wrong.
        station.send(subscription, "before");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscriber.problem())
                .hasValueSatisfying(told -> assertThat(told).contains(problem)));
        station.send(subscription, "after all");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bodies()).containsExactly("before", "after all"));
        await().atMost(PATIENCE).until(() -> subscriber.problem().isEmpty());
    }

    @Test
    void whileSqsCantBeReachedItSaysSoAndOnceItCanTheQueueThatWasMadeAnewIsFound() {
        consume(station.endpoint());

        station.replace(() -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscriber.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("AWS can't be reached"))));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscriber.problem())
                .contains("there is no " + subscription.deadLetterQueue()));
        station.create(subscription);
        station.send(subscription, "after all");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bodies()).containsExactly("after all"));
        assertThat(subscriber.problem()).isEmpty();
    }

    @Test
    void aNameThatNobodyKnowsIsTold() {
        sqs = Station.client(URI.create("http://sqs.invalid"));
        subscription = station.subscription(false);

        subscriber = Station.consume(subscription, sqs, this::handle);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscriber.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("UnknownHostException")));
    }

    @Test
    void aRefusedMessageTakesAlongAllThatItBroughtAndWhy() {
        consume(
                station.endpoint(),
                received -> new Outcome.Refuse(
                        "nobody lives there", "REFUSED", "dev.example.Nobody", "a test", Optional.of("00-1-2-01")));
        Map<String, MessageAttributeValue> own = Map.of(
                "text", attribute("String").stringValue("words").build(),
                "number", attribute("Number").stringValue("1.50").build(),
                "typed", attribute("Number.price").stringValue("3").build(),
                "bytes",
                        attribute("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                                .build());

        station.sqs().sendMessage(request -> request.queueUrl(station.url(subscription.queue()))
                .messageBody("{\"as\": \"it was\"}")
                .messageAttributes(own));

        Map<String, MessageAttributeValue> all = new HashMap<>(own);
        all.putAll(Map.of(
                DeadLetterAttributes.REASON, text("nobody lives there"),
                DeadLetterAttributes.PROBLEM, text("REFUSED"),
                DeadLetterAttributes.EXCEPTION, text("dev.example.Nobody"),
                DeadLetterAttributes.RECEIVE_COUNT, text("1"),
                DeadLetterAttributes.BY, text("a test"),
                DeadLetterAttributes.TRACE, text("00-1-2-01")));
        await().untilAsserted(() -> assertThat(station.deadLetters(subscription))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.body()).isEqualTo("{\"as\": \"it was\"}");
                    assertThat(letter.messageAttributes()).isEqualTo(all);
                }));
        await().until(() -> station.depth(subscription) == 0);
    }

    private static MessageAttributeValue.Builder attribute(String type) {
        return MessageAttributeValue.builder().dataType(type);
    }

    private static MessageAttributeValue text(String value) {
        return attribute("String").stringValue(value).build();
    }

    @Test
    void theMessagesOfAGroupAreHandledInTheirOrderThoughOneFailsAtFirst() {
        List<String> done = new CopyOnWriteArrayList<>();
        subscription = station.subscription(true);
        sqs = Station.client(station.endpoint());
        for (int i = 0; i < 12; i++) {
            int number = i;
            station.sqs().sendMessage(request -> request.queueUrl(station.url(subscription.queue()))
                    .messageBody("ab".charAt(number % 2) + " " + number / 2)
                    .messageGroupId("ab".substring(number % 2, number % 2 + 1))
                    .messageDeduplicationId("d" + number));
        }

        subscriber = Station.consume(subscription, sqs, received -> {
            String body = received.message().body();
            if (body.equals("a 2") && received.receiveCount() < 3) {
                return new Outcome.Failed(Duration.ofSeconds(1));
            }
            done.add(body);
            return new Outcome.Done();
        });

        await().atMost(PATIENCE).until(() -> done.size() == 12);
        assertThat(done.stream().filter(body -> body.startsWith("a")))
                .containsExactly("a 0", "a 1", "a 2", "a 3", "a 4", "a 5");
        assertThat(done.stream().filter(body -> body.startsWith("b")))
                .containsExactly("b 0", "b 1", "b 2", "b 3", "b 4", "b 5");
    }

    @Test
    void itClosesSoonThoughSqsHasFallenSilent() throws Exception {
        try (Wire wire = new Wire(station.endpoint())) {
            consume(wire.endpoint());

            wire.fallSilent();

            assertThat(CompletableFuture.runAsync(subscriber::close)).succeedsWithin(SOON);
        }
    }

    @Test
    void itClosesSoonThoughSqsNeverHearsThatAMessageIsHandled() throws Exception {
        try (Wire wire = new Wire(station.endpoint())) {
            consume(wire.endpoint(), received -> {
                awaitTheEnd();
                return new Outcome.Done();
            });
            station.send(subscription, "handled");
            await().until(() -> !handled.isEmpty());
            wire.fallSilent();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(subscriber::close);
            mayEnd.countDown();

            assertThat(closed).succeedsWithin(SOON);
        }
    }

    @Test
    void itClosesSoonThoughNobodyListensWhereSqsWas() throws Exception {
        Wire wire = new Wire(station.endpoint());
        consume(wire.endpoint());
        wire.close();

        assertThat(CompletableFuture.runAsync(subscriber::close)).succeedsWithin(SOON);
    }

    private void awaitTheEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume(URI endpoint) {
        consume(endpoint, _ -> new Outcome.Done());
    }

    private void consume(URI endpoint, Function<Received, Outcome> handler) {
        subscription = station.subscription(false);
        sqs = Station.client(endpoint);
        subscriber = Station.consume(subscription, sqs, received -> {
            handled.add(received);
            return handler.apply(received);
        });
        await().until(() -> subscriber.problem().isEmpty());
    }

    private Outcome handle(Received received) {
        handled.add(received);
        return new Outcome.Done();
    }

    private List<String> bodies() {
        return handled.stream().map(received -> received.message().body()).toList();
    }
}
