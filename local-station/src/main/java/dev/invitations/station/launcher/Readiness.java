package dev.invitations.station.launcher;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;

/** Asks a service whether it can do its work. */
final class Readiness implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** {@code ""} where the service is ready, else what it is waiting for, in words. */
    String missing(URI ready) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? "" : down(answer);
        } catch (IOException e) {
            return "it does not answer";
        }
    }

    /** The checks that are DOWN, in the format of MicroProfile Health. */
    private static String down(HttpResponse<String> answer) {
        try {
            String checks = new JsonObject(answer.body())
                    .getJsonArray("checks", new JsonArray()).stream()
                            .map(JsonObject.class::cast)
                            .filter(check -> "DOWN".equals(check.getString("status")))
                            .map(Readiness::words)
                            .collect(Collectors.joining("; "));
            return checks.isEmpty() ? "it answers " + answer.statusCode() : checks;
        } catch (DecodeException | ClassCastException e) {
            return "it answers " + answer.statusCode();
        }
    }

    private static String words(JsonObject check) {
        JsonObject data = check.getJsonObject("data", new JsonObject());
        return data.isEmpty()
                ? check.getString("name")
                : check.getString("name") + ": "
                        + data.stream()
                                .map(entry -> String.valueOf(entry.getValue()))
                                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
