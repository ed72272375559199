package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.InvitationUpdate.State;
import dev.invitations.contract.LiveUpdate;
import dev.invitations.http.testing.Tokens;
import dev.invitations.live.LiveChannel;
import dev.invitations.messaging.Subscription;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request sets in motion, seen from a worker and from a page. */
@QuarkusTest
class JourneyTest extends ApiTest {
    private static final String FORMS = """
            application/json | {"email": "grace@example.com"}
            text/csv         | 'email\ngrace@example.com'
            """;

    @Inject
    @Subscription("analytics-worker")
    Subscriber worker;

    @Inject
    LiveChannel liveChannel;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FORMS)
    void theWorkerGetsTheEventAsAPartOfTheClientsTrace(String contentType, String body) {
        String trace = UUID.randomUUID().toString().replace("-", "");

        given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType(contentType)
                .body(body)
                .post(INVITATIONS)
                .then()
                .statusCode(contentType.equals("text/csv") ? 200 : 202);

        UUID event = topic.invitations().getFirst().id();
        await().untilAsserted(() -> assertThat(worker.seen()).contains(new Subscriber.Seen(event, trace)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FORMS)
    void theTeamsPagesSeeItAtOnce(String contentType, String body) {
        String team = "team-" + UUID.randomUUID();
        List<LiveUpdate> seen = new CopyOnWriteArrayList<>();

        given().auth()
                .oauth2(Tokens.inTeams(team))
                .contentType(contentType)
                .body(body)
                .post("/teams/" + team + "/invitations");

        try (var _ =
                liveChannel.listen(team, Optional.of("0-0"), entry -> seen.add(LiveUpdate.parse(entry.update())))) {
            await().until(() -> !seen.isEmpty());
        }
        assertThat(seen).singleElement().isInstanceOfSatisfying(InvitationUpdate.class, update -> {
            assertThat(update.state()).isEqualTo(State.ACCEPTED);
            assertThat(update.email()).isEqualTo("grace@example.com");
        });
    }
}
