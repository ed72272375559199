package dev.invitations.station.launcher;

import dev.invitations.station.web.LocalHttp;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/** Asks a service whether it can do its work. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Readiness() {}

    /** {@code ""} where the service is ready, else what it is waiting for, in words. */
    static String missing(URI ready) {
        try {
            LocalHttp.Answer answer = LocalHttp.get(ready, PATIENCE);
            return answer.status() == 200 ? "" : down(answer);
        } catch (IOException e) {
            return "it does not answer";
        }
    }

    /** The checks that are DOWN, in the format of MicroProfile Health. */
    private static String down(LocalHttp.Answer answer) {
        try {
            String checks = new JsonObject(answer.body())
                    .getJsonArray("checks", new JsonArray()).stream()
                            .map(JsonObject.class::cast)
                            .filter(check -> "DOWN".equals(check.getString("status")))
                            .map(Readiness::words)
                            .collect(Collectors.joining("; "));
            return checks.isEmpty() ? "it answers " + answer.status() : checks;
        } catch (DecodeException | ClassCastException e) {
            return "it answers " + answer.status();
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
}
