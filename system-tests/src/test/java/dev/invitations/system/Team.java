package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A member of a team of its own, and what such a person can do. */
final class Team {
    private final Station station;
    private final String name = "team-" + UUID.randomUUID().toString().substring(0, 8);
    private final String token;

    Team(Station station) {
        this.station = station;
        Shell.Result result = station.run("token", "boss@example.com", "--team=" + name);
        assertThat(result.exit()).as(result.all()).isZero();
        token = result.out().trim();
    }

    String name() {
        return name;
    }

    String token() {
        return token;
    }

    /** Invites one person; answers the invitation's id. */
    UUID invite(String email) {
        HttpResponse<String> answer = post("{\"email\":\"" + email + "\",\"name\":\"Ann\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return UUID.fromString(Http.json(answer).get("id").textValue());
    }

    HttpResponse<String> post(String body) {
        return Http.send(Http.request(station.api("/teams/" + name + "/invitations"), token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Invites a list of addresses; answers what became of each row. A list sent again under its key is the same. */
    List<JsonNode> inviteAll(List<String> emails, String idempotencyKey) {
        HttpResponse<String> answer = Http.send(Http.request(station.api("/teams/" + name + "/invitations"), token)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString("email\n" + String.join("\n", emails)))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(Http::json).toList();
    }

    HttpResponse<String> accept(String acceptToken) {
        return Http.send(Http.request(station.api("/invitations/accept"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + acceptToken + "\"}"))
                .build());
    }

    JsonNode statistics() {
        return Http.json(
                Http.send(Http.request(station.statistics(name), token).GET().build()));
    }

    /** The mails to an address, newest first. */
    List<JsonNode> mails(String email) {
        return station.mails("limit=1000&to=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    }

    /** The token of the accept link in the newest mail to an address. */
    String acceptToken(String email) {
        return station.acceptLink(email).getRawQuery().substring("token=".length());
    }

    LiveSocket listen(String since) {
        return LiveSocket.open(station.gateway("/teams/" + name + "/live?since=" + since), token);
    }
}
