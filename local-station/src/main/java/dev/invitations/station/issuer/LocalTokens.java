package dev.invitations.station.issuer;

import dev.invitations.station.StationFailure;
import dev.invitations.station.web.LocalHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Tokens of a station that runs on this machine. */
public final class LocalTokens {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LocalTokens() {}

    /**
     * A bearer token for a person, of 12 hours.
     *
     * @throws StationFailure where no station answers on the port, or it refuses the e-mail address or a team
     */
    public static String get(int stationPort, String email, List<String> teams) {
        URI tokens = URI.create("http://localhost:" + stationPort + "/tokens");
        String body = new JsonObject()
                .put("email", email)
                .put("teams", new JsonArray(teams))
                .encode();
        try {
            LocalHttp.Answer answer = LocalHttp.postJson(tokens, body, PATIENCE);
            JsonObject said = new JsonObject(answer.body());
            if (answer.status() != 200) {
                throw StationFailure.unusable(said.getString("detail"));
            }
            return said.getString("access_token");
        } catch (IOException e) {
            throw StationPort.unanswered(stationPort, e);
        }
    }
}
