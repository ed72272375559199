package dev.invitations.station.aws.sns.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import dev.invitations.station.aws.Listener;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointDeliveryTest {
    private static final DeliveryPolicy USUAL = policy(20, 20, 3, 0, 0, 0, BackoffFunction.LINEAR, OptionalInt.empty());
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final StationClock clock = new StationClock(vertx);
    private final EndpointDelivery delivery = new EndpointDelivery(vertx, clock);
    private final Listener listener = new Listener(clock::millis);

    EndpointDeliveryTest() throws IOException {}

    @AfterEach
    void close() {
        listener.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource
    void attempts_come_exactly_when_the_policy_says(BackoffFunction function) {
        DeliveryPolicy policy = policy(2, 40, 10, 2, 1, 2, function, OptionalInt.empty());
        listener.answers(503);
        CompletableFuture<Void> delivered = deliverSoon(policy, listener.url().toString());

        advance(Duration.ofHours(1));

        assertThat(pauses()).isEqualTo(policy.delays());
        assertThatThrownBy(delivered::join)
                .cause()
                .isInstanceOfSatisfying(
                        Undeliverable.class, e -> assertThat(e.isClientError()).isFalse())
                .hasMessage("the endpoint answered 503; tried 11 times");
    }

    @Test
    void it_is_tried_again_until_it_is_taken_with_the_same_message() {
        listener.answersNext(500, 429);
        CompletableFuture<Void> delivered = deliverSoon(USUAL, listener.url().toString());

        advance(Duration.ofHours(1));

        assertThat(delivered).isCompleted();
        assertThat(pauses()).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(20));
        assertThat(listener.requests())
                .extracting(request -> request.headers().getFirst("x-amz-sns-message-id"), Listener.Request::body)
                .containsOnly(tuple("m-1", "body"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 304, 400, 403, 404, 410})
    void another_answer_than_5xx_and_429_is_final(int status) {
        listener.answers(status);
        CompletableFuture<Void> delivered = deliverSoon(USUAL, listener.url().toString());

        advance(Duration.ofHours(1));

        assertThat(listener.requests()).hasSize(1);
        assertThatThrownBy(delivered::join)
                .cause()
                .isInstanceOfSatisfying(
                        Undeliverable.class, e -> assertThat(e.isClientError()).isEqualTo(status >= 400))
                .hasMessage("the endpoint answered " + status + ", after which SNS does not try again; tried once");
    }

    @Test
    void who_does_not_answer_in_fifteen_seconds_has_not_taken_it() {
        listener.answersNext(Listener.SILENCE);
        CompletableFuture<Void> delivered = deliverSoon(USUAL, listener.url().toString());

        advance(Duration.ofHours(1));

        assertThat(delivered).isCompleted();
        assertThat(pauses()).containsExactly(Duration.ofSeconds(15 + 20));
    }

    @Test
    void who_is_not_there_is_tried_again() {
        String url = listener.url().toString();
        listener.close();
        CompletableFuture<Void> delivered = deliverSoon(USUAL, url);

        advance(Duration.ofSeconds(60));
        assertThat(delivered).isNotDone();
        advance(Duration.ofSeconds(1));

        assertThatThrownBy(delivered::join)
                .hasMessageMatching(".*the endpoint was not reached \\(.*refused.*\\); tried 4 times");
    }

    @Test
    void a_url_that_is_none_is_not_reached() {
        CompletableFuture<Void> delivered = deliverSoon(USUAL, "http://not a host/");

        advance(Duration.ofHours(1));

        assertThatThrownBy(delivered::join).hasMessageContaining("was not reached");
    }

    @Test
    void an_endpoint_gets_no_more_in_a_second_than_its_policy_says() {
        DeliveryPolicy policy = policy(1, 1, 0, 0, 0, 0, BackoffFunction.LINEAR, OptionalInt.of(4));
        List<CompletableFuture<Void>> all = IntStream.range(0, 9)
                .mapToObj(_ -> deliverSoon(policy, listener.url().toString()))
                .toList();

        advance(Duration.ofMinutes(1));

        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(pauses()).hasSize(8).containsOnly(Duration.ofMillis(250));
    }

    @Test
    void a_password_in_the_url_is_told_to_who_asks_for_it() {
        listener.answersNext(401);
        String url = listener.url().toString().replace("http://", "http://al%40ice:secret@");

        CompletableFuture<Void> delivered = deliverSoon(USUAL, url);
        advance(Duration.ofMinutes(1));

        assertThat(delivered).isCompleted();
        assertThat(listener.requests())
                .extracting(request -> request.headers().getFirst("authorization"))
                .containsExactly(null, "Basic YWxAaWNlOnNlY3JldA==");
    }

    @Test
    void a_wrong_password_is_not_tried_again() {
        listener.answers(401);
        String url = listener.url().toString().replace("http://", "http://alice:wrong@");

        CompletableFuture<Void> delivered = deliverSoon(USUAL, url);
        advance(Duration.ofHours(1));

        assertThat(listener.requests()).hasSize(2);
        assertThatThrownBy(delivered::join).hasMessageContaining("answered 401, after which SNS does not try again");
    }

    @Test
    void an_endpoint_whose_certificate_nobody_trusts_gets_nothing() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
        List<String> received = new ArrayList<>();
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> {
                    received.add(request.path());
                    request.response().end();
                });
        int port = get(() -> server.listen(0)).get(10, TimeUnit.SECONDS).actualPort();

        CompletableFuture<Void> delivered = deliverSoon(USUAL, "https://localhost:" + port + "/");
        advance(Duration.ofHours(1));

        assertThat(received).isEmpty();
        assertThatThrownBy(delivered::join)
                .hasMessageContaining("was not reached")
                .hasMessageContaining("SSL");
    }

    @Test
    void what_waits_is_counted_until_it_has_gone() {
        listener.answersNext(503);
        CompletableFuture<Void> delivered = deliverSoon(USUAL, listener.url().toString());

        advance(Duration.ofSeconds(2));
        assertThat(delivery.waiting()).isEqualTo(1);
        advance(Duration.ofSeconds(30));

        assertThat(delivered).isCompleted();
        assertThat(delivery.waiting()).isZero();
    }

    @Test
    void after_a_reset_nothing_is_tried_again() {
        listener.answers(503);
        CompletableFuture<Void> delivered = deliverSoon(USUAL, listener.url().toString());
        advance(Duration.ofSeconds(2));

        context.runOnContext(_ -> delivery.reset());
        advance(Duration.ofHours(1));

        assertThat(listener.requests()).hasSize(1);
        assertThat(delivered).isNotDone();
        assertThat(delivery.waiting()).isZero();
    }

    /** Once the clock is put forward, so that it stands still meanwhile. */
    private CompletableFuture<Void> deliverSoon(DeliveryPolicy policy, String url) {
        var message = new EndpointMessage(
                "Notification",
                "m-1",
                "arn:aws:sns:us-east-1:000000000000:t",
                "arn:aws:sns:us-east-1:000000000000:t:s",
                url,
                false,
                EndpointMessage.TEXT,
                "body");
        return get(() -> {
            Promise<Void> delivered = Promise.promise();
            clock.schedule(SOON, () -> delivery.deliver(message, policy).onComplete(delivered));
            return delivered.future();
        });
    }

    private void advance(Duration duration) {
        try {
            get(() -> clock.advance(duration)).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private <T> CompletableFuture<T> get(Supplier<Future<T>> something) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(_ -> something.get().onSuccess(result::complete).onFailure(result::completeExceptionally));
        return result;
    }

    private List<Duration> pauses() {
        List<Long> times =
                listener.requests().stream().map(Listener.Request::at).toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.ofMillis(times.get(i) - times.get(i - 1)))
                .toList();
    }

    private static DeliveryPolicy policy(
            int min,
            int max,
            int all,
            int atOnce,
            int atMin,
            int atMax,
            BackoffFunction function,
            OptionalInt perSecond) {
        return new DeliveryPolicy(
                Duration.ofSeconds(min), Duration.ofSeconds(max), all, atOnce, atMin, atMax, function, perSecond);
    }
}
