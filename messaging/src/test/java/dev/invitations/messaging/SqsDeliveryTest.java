package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How a message lives and dies in a queue of its own, whose visibility timeout is so short that a test sees its end. */
@QuarkusTest
@TestProfile(SnsSqsCarrierTest.OnAws.class)
class SqsDeliveryTest {
    private static final int MAX_RECEIVES = 2;
    private static final Duration HANDLER_TIMEOUT = Duration.ofMinutes(1);

    private final QueueSubscription subscription = new QueueSubscription(
            "",
            "test-" + UUID.randomUUID(),
            false,
            FilterPolicy.ALL,
            Duration.ofSeconds(2),
            HANDLER_TIMEOUT,
            MAX_RECEIVES,
            Duration.ofDays(1),
            Duration.ofDays(2));
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Inject
    Carrier carrier;

    @Inject
    SqsClient sqs;

    private String queue;
    private String deadLetters;
    private Consumption consumption;

    @BeforeEach
    void createQueues() {
        deadLetters = sqs.createQueue(request -> request.queueName(subscription.deadLetterQueue()))
                .queueUrl();
        String deadLetterArn = attribute(deadLetters, QueueAttributeName.QUEUE_ARN);
        queue = sqs.createQueue(request -> request.queueName(subscription.queue())
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(subscription.visibilityTimeout().toSeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                        .formatted(deadLetterArn, MAX_RECEIVES))))
                .queueUrl();
    }

    @AfterEach
    void end() {
        mayEnd.countDown();
        consumption.close();
    }

    @Test
    void aMessageThatFailsEachTimeEndsInTheDeadLetterQueueAfterItsMaxReceives() {
        consume(_ -> new Outcome.Failed(Duration.ZERO));

        send("hopeless");

        await().untilAsserted(() -> assertThat(sqs.receiveMessage(request -> request.queueUrl(deadLetters))
                        .messages())
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()).isEqualTo("hopeless")));
        assertThat(received).extracting(Received::receiveCount).containsExactly(1, 2);
    }

    @Test
    void whileAHandlerTakesLongerThanTheVisibilityTimeoutNobodyElseGetsTheMessage() {
        consume(_ -> {
            awaitTheEnd();
            return new Outcome.Done();
        });

        send("long");

        await().until(() -> !received.isEmpty());
        await().during(subscription.visibilityTimeout().multipliedBy(3)).until(() -> received.size() == 1);
        mayEnd.countDown();
        await().untilAsserted(this::assertNothingLeft);
        assertThat(received).hasSize(1);
    }

    @Test
    void closingWaitsForTheHandlerAndDeletesWhatItDid() {
        consume(_ -> {
            awaitTheEnd();
            return new Outcome.Done();
        });
        send("last");
        await().until(() -> !received.isEmpty());

        CompletableFuture<Void> closed = CompletableFuture.runAsync(consumption::close);
        send("too late");

        await().during(Duration.ofMillis(500)).until(() -> !closed.isDone());
        mayEnd.countDown();
        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        assertThat(received).extracting(received -> received.message().body()).containsExactly("last");
        await().during(subscription.visibilityTimeout())
                .untilAsserted(() -> assertThat(depth()).isEqualTo("1"));
    }

    @Test
    void aDeadLetterQueueThatIsGoneIsNamedWhenAMessageIsRefusedAndGetsItOnceItIsBack() {
        consume(_ -> new Outcome.Refuse("nobody lives there", "REFUSED", "dev.Example", "a test", Optional.empty()));
        sqs.deleteQueue(request -> request.queueUrl(deadLetters));

        send("refused");

        await().untilAsserted(() -> assertThat(consumption.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("the queue " + subscription.deadLetterQueue() + " does not exist: ./station apply")));
        sqs.createQueue(request -> request.queueName(subscription.deadLetterQueue()));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(consumption.problem()).isEmpty());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sqs.receiveMessage(request -> request.queueUrl(deadLetters))
                                .messages())
                        .hasSize(1));
    }

    @Test
    void aHandlerThatIgnoresThatItsTimeIsOverIsLeftBehindAndItsMessageIsHandledAnew() {
        List<Integer> ended = new CopyOnWriteArrayList<>();
        consume(withHandlerTimeout(Duration.ofMillis(300)), consumer((event, delivery) -> {
            if (delivery.receiveCount() == 1) {
                awaitTheEndHoweverOftenInterrupted();
            }
            ended.add(delivery.receiveCount());
        }));

        send(new CloudEvent(Events.invited("slow@example.com"), "/test", Optional.empty()).toJson());

        await().untilAsserted(() -> assertThat(ended).containsExactly(2));
        await().untilAsserted(this::assertNothingLeft);
        mayEnd.countDown();
        await().untilAsserted(() -> assertThat(ended).containsExactly(2, 1));
        await().during(subscription.visibilityTimeout()).untilAsserted(this::assertNothingLeft);
        assertThat(received).extracting(Received::receiveCount).containsExactly(1, 2);
        assertThat(attribute(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
    }

    private Consumer<UserInvited> consumer(EventHandler<UserInvited> handler) {
        return new Consumer<>(
                "a test",
                subscription,
                UserInvited.class,
                handler,
                Duration.ofDays(1),
                new Backoff(Duration.ofMillis(100), Duration.ofMillis(200)),
                Duration.ofSeconds(1),
                new TraceContext(OpenTelemetry.noop()));
    }

    private void awaitTheEndHoweverOftenInterrupted() {
        while (mayEnd.getCount() > 0) {
            try {
                mayEnd.await();
            } catch (InterruptedException _) {
                // On and on.
            }
        }
    }

    private QueueSubscription withHandlerTimeout(Duration handlerTimeout) {
        return new QueueSubscription(
                subscription.prefix(),
                subscription.name(),
                subscription.fifo(),
                subscription.filter(),
                subscription.visibilityTimeout(),
                handlerTimeout,
                subscription.maxReceives(),
                subscription.retention(),
                subscription.deadLetterRetention());
    }

    private void consume(Function<Received, Outcome> handler) {
        consume(subscription, handler);
    }

    private void consume(QueueSubscription consumed, Function<Received, Outcome> handler) {
        consumption = carrier.consume(consumed, message -> {
            received.add(message);
            return handler.apply(message);
        });
        await().until(() -> consumption.problem().isEmpty());
    }

    private void awaitTheEnd() {
        try {
            assertThat(mayEnd.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private void assertNothingLeft() {
        assertThat(depth()).isEqualTo("0");
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    private String depth() {
        return attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }
}
