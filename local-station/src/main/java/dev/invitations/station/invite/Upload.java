package dev.invitations.station.invite;

import dev.invitations.station.StationFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Streams a list to the API and reads its answers while it still sends: the API answers a row as soon as it is
 * published. (The JDK's HTTP client would read the first answer only once everything is sent, and with a long list both
 * sides could wait for each other.)
 */
final class Upload {
    private static final int IDLE_SECONDS = 60;

    private final URI url;
    private final String token;
    private final InvitationList list;
    private final AtomicInteger answered = new AtomicInteger();

    Upload(URI url, String token, InvitationList list) {
        this.url = url;
        this.token = token;
        this.list = list;
    }

    /**
     * Sends the list and returns when every row is answered.
     *
     * @param row called for each answer, in the order of the rows
     * @throws StationFailure where the API cannot be reached, or refuses the list as a whole
     */
    void send(String team, Consumer<Row> row) {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setIdleTimeout(IDLE_SECONDS));
            client.request(request(team))
                    .recover(unreachable -> Future.failedFuture(StationFailure.unusable(
                            "The API cannot be reached at " + url + ": " + unreachable.getMessage(), unreachable)))
                    .compose(request -> sendFile(vertx, request))
                    .compose(response -> read(response, row))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StationFailure said ? said : broken(e.getCause());
        } finally {
            vertx.close();
        }
    }

    private RequestOptions request(String team) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Content-Type", "text/csv")
                .putHeader("Idempotency-Key", list.idempotencyKey(team));
    }

    private Future<HttpClientResponse> sendFile(Vertx vertx, HttpClientRequest request) {
        return vertx.fileSystem()
                .open(list.file().toString(), new OpenOptions().setWrite(false).setCreate(false))
                .compose(request::send);
    }

    private Future<Void> read(HttpClientResponse response, Consumer<Row> row) {
        if (response.statusCode() >= 300) {
            return response.body().compose(body -> Future.failedFuture(refused(response, body.toString())));
        }
        Promise<Void> done = Promise.promise();
        RecordParser.newDelimited("\n", response)
                .exceptionHandler(done::tryFail)
                .endHandler(end -> done.tryComplete())
                .handler(line -> {
                    if (line.length() > 0 && !done.future().isComplete()) {
                        try {
                            row.accept(Row.of(new JsonObject(line)));
                            answered.incrementAndGet();
                        } catch (RuntimeException e) {
                            done.tryFail(e);
                        }
                    }
                });
        return done.future();
    }

    private StationFailure refused(HttpClientResponse response, String body) {
        String status = response.statusCode() + " " + response.statusMessage();
        try {
            return StationFailure.unusable(
                    "The API refuses the list: " + new JsonObject(body).getString("detail", status));
        } catch (DecodeException e) {
            return StationFailure.unusable("The API at " + url + " answers " + status);
        }
    }

    private StationFailure broken(Throwable cause) {
        return StationFailure.unusable(
                "The API's answer broke off after %d rows (%s): send the same list again, nobody is invited twice"
                        .formatted(answered.get(), cause.getMessage()),
                cause);
    }
}
