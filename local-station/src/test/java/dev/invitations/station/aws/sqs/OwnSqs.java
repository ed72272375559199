package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS of a test's own, whose settings and clock nobody else sees, and which it may reset. */
final class OwnSqs implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final StationClock clock = new StationClock(vertx);
    private final Sqs sqs = new Sqs(vertx, clock, () -> this.settings);
    private final HttpServer server;
    private final SqsClient client;
    private volatile Settings settings = Settings.USUAL;

    OwnSqs() {
        run(sqs::start);
        server = run(() -> vertx.createHttpServer()
                .requestHandler(http -> http.body()
                        .compose(body -> sqs.answer(AwsRequest.of("id", http, body)))
                        .onSuccess(reply -> reply.writeTo(http.response(), "id")))
                .listen(0, "127.0.0.1"));
        client = client("test");
    }

    SqsClient client() {
        return client;
    }

    SqsClient client(String accessKey) {
        return SqsClient.builder()
                .endpointOverride(URI.create("http://localhost:" + server.actualPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    void set(Settings changed) {
        settings = changed;
    }

    void advance(Duration duration) {
        run(() -> clock.advance(duration));
    }

    void reset() {
        run(sqs::reset);
    }

    QueueDelivery delivery() {
        return sqs.delivery();
    }

    /** On the event loop that owns all state; returns when it is done. */
    <T> T run(Supplier<Future<T>> task) {
        var done = new CompletableFuture<T>();
        loop.runOnContext(_ -> task.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.join();
    }

    @Override
    public void close() {
        client.close();
        run(sqs::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
