package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One invitation from the HTTP body to the WebSocket frame, over real wires. */
@ExtendWith(SharedStation.class)
class JourneyIT {
    private final Station station;
    private final Team team;

    JourneyIT(Station station) {
        this.station = station;
        this.team = new Team(station);
    }

    @Test
    void anInvitationIsAcceptedEmailedAndJoinedAndTheTeamSeesItLive() {
        try (LiveSocket live = team.listen("0-0")) {
            team.invite("ann@example.com");
            await().atMost(30, TimeUnit.SECONDS).until(() -> live.states().contains("ann@example.com emailed"));

            String accept = team.acceptToken("ann@example.com");
            assertThat(team.accept(accept).statusCode()).isEqualTo(202);
            assertThat(team.accept(accept).statusCode()).isEqualTo(202);

            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                            team.statistics().get("accepted").asInt())
                    .isEqualTo(1));
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(live.states())
                    .containsExactly("ann@example.com accepted", "ann@example.com emailed", "ann@example.com joined"));
            await().untilAsserted(() -> assertThat(
                            live.updates("statistics").getLast().get("accepted").asInt())
                    .isEqualTo(1));
        }
        assertThat(team.mails("ann@example.com")).hasSize(1);
        assertThat(team.statistics().get("invited").asInt()).isEqualTo(1);
        assertThat(team.statistics().get("emailed").asInt()).isEqualTo(1);
    }

    @Test
    void anAddressThatTheMailServerRefusesIsUndeliverableAndTheTeamSeesIt() {
        try (LiveSocket live = team.listen("0-0")) {
            team.invite("bounce@example.com");

            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> live.states().contains("bounce@example.com undeliverable"));
        }
        await().untilAsserted(() ->
                assertThat(team.statistics().get("undeliverable").asInt()).isEqualTo(1));
    }

    @Test
    void aRepeatUnderTheSameIdempotencyKeyIsTheSameInvitation() {
        List<HttpResponse<String>> answers = List.of(inviteWithKey("k1"), inviteWithKey("k1"), inviteWithKey("k1"));

        assertThat(answers)
                .extracting(answer -> Http.json(answer).get("id").textValue())
                .containsOnly(Http.json(answers.getFirst()).get("id").textValue());
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> team.statistics().get("emailed").asInt() == 1);
        station.awaitQuiet(Duration.ofSeconds(60));
        assertThat(team.mails("key@example.com")).hasSize(1);
        assertThat(team.statistics().get("invited").asInt()).isEqualTo(1);
    }

    @Test
    void aLateComerGetsWhatItMissedInTheSameOrder() {
        try (LiveSocket live = team.listen("0-0")) {
            team.invite("early@example.com");
            await().atMost(30, TimeUnit.SECONDS).until(() -> live.states().contains("early@example.com emailed"));
            await().until(() -> live.updates("statistics").stream()
                    .anyMatch(update -> update.get("emailed").asInt() == 1));

            try (LiveSocket late = team.listen("0-0");
                    LiveSocket half =
                            team.listen(live.frames().getFirst().get("id").textValue())) {
                await().until(() -> late.frames().size() == live.frames().size());
                await().until(() -> half.frames().size() == live.frames().size() - 1);
                assertThat(late.frames()).isEqualTo(live.frames());
                assertThat(half.frames())
                        .isEqualTo(live.frames().stream().skip(1).toList());
            }
        }
    }

    private HttpResponse<String> inviteWithKey(String key) {
        return Http.send(Http.request(station.api("/teams/" + team.name() + "/invitations"), team.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"email\":\"key@example.com\"}"))
                .build());
    }
}
