package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.sqs.engine.EngineClient;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against an SQS that has the moods which ElasticMQ does not show on demand. */
class QueueDeliveryTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final StationClock clock = new StationClock(vertx);
    private final Queues queues = new Queues(clock, () -> Settings.USUAL);
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private EngineClient engine;
    private QueueDelivery delivery;

    @AfterEach
    void close() {
        engine.close()
                .compose(_ -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void a_queue_that_is_away_for_a_while_gets_everything_all_the_same() {
        start((request, body) -> {
            switch (batchSizes.size()) {
                case 1 -> request.response().setStatusCode(503).end();
                case 2 -> request.connection().close();
                case 3 -> request.response().end("not json");
                default -> accept(request, body);
            }
        });

        assertThat(deliver("hello")).succeedsWithin(Duration.ofSeconds(30));
        assertThat(batchSizes).containsExactly(1, 1, 1, 1);
    }

    @Test
    void hours_without_a_queue_are_over_in_no_time_when_the_clock_is_put_forward() {
        Instant back = clock.now().plus(Duration.ofHours(5));
        start((request, body) -> {
            if (clock.now().isBefore(back)) {
                request.response().setStatusCode(503).end();
            } else {
                accept(request, body);
            }
        });
        CompletableFuture<Void> delivered = deliver("hello");

        var advanced = new CompletableFuture<Void>();
        loop.runOnContext(_ -> clock.advance(Duration.ofHours(6)).onSuccess(advanced::complete));

        assertThat(advanced).succeedsWithin(Duration.ofSeconds(30));
        assertThat(delivered).isCompleted();
        // The first attempts take a minute and a half together; all later ones come every 20 s.
        assertThat(batchSizes).hasSizeBetween(5 * 180, 5 * 180 + 20);
    }

    @Test
    void what_is_dropped_comes_back_neither_from_the_outbox_nor_from_the_wire() {
        start((request, _) -> request.response().setStatusCode(503).end());
        CompletableFuture<Void> delivered = deliver("hello");
        await().until(() -> batchSizes.size() > 1);

        onLoop(() -> {
            delivery.reset();
            return null;
        });
        int before = batchSizes.size();
        var advanced = new CompletableFuture<Void>();
        loop.runOnContext(_ -> clock.advance(Duration.ofHours(1)).onSuccess(advanced::complete));

        assertThat(advanced).succeedsWithin(Duration.ofSeconds(10));
        assertThat(batchSizes).hasSize(before);
        assertThat(delivered).isNotDone();
        assertThat(onLoop(() -> delivery.waiting())).isZero();
    }

    @Test
    void what_gathers_while_four_batches_are_under_way_goes_in_tens() {
        start(QueueDeliveryTest::accept);

        deliverAtOnce(IntStream.range(0, 100).mapToObj(i -> "message " + i).toList())
                .join();

        // Four batches are under way at once, so the last one may overtake another.
        assertThat(batchSizes)
                .containsExactlyInAnyOrder(1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 6)
                .startsWith(1, 1, 1, 1, 10);
        assertThat(onLoop(() -> delivery.waiting())).isZero();
    }

    @Test
    void large_messages_do_not_go_together() {
        start(QueueDeliveryTest::accept);

        deliverAtOnce(Collections.nCopies(12, "a".repeat(250_000))).join();

        assertThat(batchSizes).hasSize(12);
    }

    @Test
    void a_refusal_of_one_is_not_a_refusal_of_all() {
        start((request, body) -> {
            ObjectNode answer =
                    answer(body, entry -> !entry.path("MessageBody").asText().equals("bad"));
            request.response().end(answer.toString());
        });

        CompletableFuture<Void> good = deliver("good");
        CompletableFuture<Void> bad = deliver("bad");

        good.join();
        assertThatThrownBy(bad::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Undeliverable.class)
                .hasRootCauseMessage("InvalidMessageContents");
    }

    @Test
    void a_queue_that_is_gone_is_not_tried_again() {
        start((request, _) -> request.response()
                .setStatusCode(400)
                .end("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"Message\":\"The specified queue does not"
                        + " exist.\"}"));

        assertThatThrownBy(() -> deliver("hello").join()).hasRootCauseMessage("The specified queue does not exist.");
        assertThat(batchSizes).hasSize(1);
    }

    @Test
    void when_too_much_waits_it_is_full() {
        start((_, _) -> {});

        assertThat(onLoop(() -> delivery.isFull())).isFalse();
        deliverAtOnce(Collections.nCopies(1_100, "a".repeat(250_000)));

        assertThat(onLoop(() -> delivery.isFull())).isTrue();
    }

    private void start(BiConsumer<HttpServerRequest, JsonNode> sqs) {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    JsonNode json = parsed(body);
                    batchSizes.add(json.path("Entries").size());
                    sqs.accept(request, json);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        queues.created(QUEUE, Map.of("Policy", Aws.DELIVERY_POLICY));
        var address = Future.succeededFuture(new InetSocketAddress("127.0.0.1", port));
        engine = new EngineClient(vertx, address);
        delivery = new QueueDelivery(queues, _ -> engine, clock);
    }

    private CompletableFuture<Void> deliver(String body) {
        return deliverAtOnce(List.of(body));
    }

    /** Before the event loop does anything else. */
    private CompletableFuture<Void> deliverAtOnce(List<String> bodies) {
        var delivered = new CompletableFuture<Void>();
        loop.runOnContext(_ -> Future.all(bodies.stream()
                        .map(body -> delivery.deliver(
                                TOPIC,
                                QUEUE,
                                new QueueMessage(body, Map.of(), Optional.empty(), Optional.empty(), Optional.empty())))
                        .toList())
                .<Void>mapEmpty()
                .onSuccess(delivered::complete)
                .onFailure(delivered::completeExceptionally));
        return delivered;
    }

    private <T> T onLoop(Callable<T> question) {
        var answer = new CompletableFuture<T>();
        loop.runOnContext(_ -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.join();
    }

    private static void accept(HttpServerRequest request, JsonNode body) {
        request.response().end(answer(body, _ -> true).toString());
    }

    private static ObjectNode answer(JsonNode body, Predicate<JsonNode> isGood) {
        ObjectNode answer = new JsonMapper().createObjectNode();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        body.path("Entries").forEach(entry -> {
            String id = entry.path("Id").asText();
            if (isGood.test(entry)) {
                successful.addObject().put("Id", id);
            } else {
                failed.addObject().put("Id", id).put("Message", "InvalidMessageContents");
            }
        });
        return answer;
    }

    private static JsonNode parsed(Buffer body) {
        try {
            return new JsonMapper().readTree(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
