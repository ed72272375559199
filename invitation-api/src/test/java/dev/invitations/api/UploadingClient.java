package dev.invitations.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.invitations.http.testing.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Uploads a list piece by piece, and reads answers only when it is told to. */
final class UploadingClient implements AutoCloseable {
    private static final Optional<JsonObject> END = Optional.empty();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpClientRequest request;
    private final BlockingQueue<Optional<JsonObject>> answers = new LinkedBlockingQueue<>();

    UploadingClient(int port, String team) {
        request = await(client.request(HttpMethod.POST, port, "localhost", "/teams/" + team + "/invitations"));
        request.setChunked(true)
                .putHeader("Authorization", "Bearer " + Tokens.inTeams(team))
                .putHeader("Content-Type", "text/csv");
        request.response().onSuccess(response -> {
            response.pause();
            response.handler(RecordParser.newDelimited("\n", line -> {
                if (line.length() > 0) {
                    answers.add(Optional.of(line.toJsonObject()));
                }
            }));
            response.endHandler(_ -> answers.add(END));
        });
    }

    /** Returns once the operating system has taken it. */
    void upload(String csv) {
        await(request.write(Buffer.buffer(csv)));
    }

    void finish() {
        await(request.end());
    }

    /** Begins to read answers. */
    void read() {
        HttpClientResponse response = await(request.response());
        response.resume();
    }

    JsonObject nextAnswer() throws InterruptedException {
        return answer().orElseThrow(() -> new AssertionError("there is no further answer"));
    }

    List<JsonObject> remainingAnswers() throws InterruptedException {
        List<JsonObject> remaining = new ArrayList<>();
        for (var answer = answer(); answer.isPresent(); answer = answer()) {
            remaining.add(answer.get());
        }
        return remaining;
    }

    private Optional<JsonObject> answer() throws InterruptedException {
        Optional<JsonObject> answer = answers.poll(60, SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer came in a minute");
        }
        return answer;
    }

    void disconnect() {
        await(request.connection().close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(client.close());
        await(vertx.close());
    }
}
