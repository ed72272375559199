package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StatisticsResourceTest extends AnalyticsTest {
    private static final Instant LATE_IN_THE_EVENING = Instant.parse("2026-11-22T23:59:58Z");

    @Inject
    Statistics statistics;

    RedisResource redis;

    @Test
    void aTeamThatHasNothingHasZeros() {
        statistics()
                .statusCode(200)
                .contentType("application/json")
                .body("$", not(hasKey("medianSecondsToAccept")))
                .body("team", equalTo(team))
                .body("invited", equalTo(0))
                .body("emailed", equalTo(0))
                .body("undeliverable", equalTo(0))
                .body("accepted", equalTo(0))
                .body("days", empty());
    }

    @Test
    void anEventBelongsToItsDayInUtc() {
        Invitation invitation = Invitation.to(team, LATE_IN_THE_EVENING);
        statistics.count(invitation.invited());
        statistics.count(invitation.emailed());
        statistics.count(invitation.acceptedAfter(Duration.ofSeconds(2)));

        statistics()
                .body(
                        "days",
                        contains(
                                Map.of(
                                        "day", "2026-11-22",
                                        "invited", 1,
                                        "emailed", 1,
                                        "undeliverable", 0,
                                        "accepted", 0),
                                Map.of(
                                        "day", "2026-11-23",
                                        "invited", 0,
                                        "emailed", 0,
                                        "undeliverable", 0,
                                        "accepted", 1)));
    }

    @Test
    void onlyTheLastThirtyDaysWithEventsAreShownOldestFirst() {
        for (int i = 34; i >= 0; i--) {
            Instant everyOtherDay = LATE_IN_THE_EVENING.minus(Duration.ofDays(2L * i));
            statistics.count(Invitation.to(team, everyOtherDay).invited());
        }

        statistics()
                .body("invited", equalTo(35))
                .body("days", hasSize(30))
                .body("days[0].day", equalTo("2026-09-25"))
                .body("days[29].day", equalTo("2026-11-22"));
    }

    @Test
    void theMedianIsOfThoseWhoAccepted() {
        for (int seconds : new int[] {7, 3_600, 60, 10}) {
            statistics.count(Invitation.to(team, LATE_IN_THE_EVENING).acceptedAfter(Duration.ofSeconds(seconds)));
        }

        statistics().body("accepted", equalTo(4)).body("medianSecondsToAccept", equalTo(35));
    }

    @Test
    void oneTeamDoesNotSeeAnother() {
        statistics.count(Invitation.to("other-" + team, LATE_IN_THE_EVENING).invited());

        statistics().body("invited", equalTo(0));
    }

    @Test
    void withoutATokenNobodySeesAnything() {
        problem(given().get("/teams/acme/statistics").then(), 401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Unauthorized"))
                .body("status", equalTo(401))
                .body("detail", containsString("No bearer token was sent"));
    }

    @Test
    void aTokenThatIsNoneOrForSomeoneElseIsRefused() {
        problem(get("acme", "not-a-token"), 401).body("detail", containsString("not valid here"));
        problem(get("acme", Tokens.signed(Tokens.claims("acme").audience("another-service"))), 401)
                .body("detail", containsString("for the audience invitation-station"));
    }

    @Test
    void onlyMembersSeeATeamsNumbers() {
        problem(get("acme", Tokens.inTeams("zeta", "beta")), 403)
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(403))
                .body("detail", equalTo("You are not in team \"acme\"; the teams of your token are [beta, zeta]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "-acme", "acme!", "acme%0d%0a", "ac%7Bme"})
    void aTeamThatCannotBeOneIsRefusedWithTheRule(String name) {
        problem(get(name, Tokens.inTeams("acme")), 400)
                .body("detail", containsString("1 to 63 lower-case letters, digits and hyphens"));
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        problem(given().get("/nowhere").then(), 404).body("detail", containsString("There is nothing at /nowhere"));
        problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .delete("/teams/acme/statistics")
                                .then(),
                        405)
                .body("detail", containsString("This method is not possible"));
    }

    @Test
    void withoutRedisTheClientIsAskedToComeAgainAndThePodIsNotReady() {
        redis.stopServer();
        try {
            problem(statistics(), 503)
                    .header("Retry-After", "5")
                    .body("type", equalTo("about:blank"))
                    .body("detail", containsString("nothing is lost"));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
            given().get("/q/health/started").then().statusCode(200);
        } finally {
            redis.startServer();
        }

        await().until(() -> statistics().extract().statusCode() == 200);
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void thePageMayReadTheNumbersAndNoOtherSiteMay() {
        given().header("Origin", "http://localhost:8081")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/teams/acme/statistics")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "http://localhost:8081")
                .header("Access-Control-Allow-Headers", equalTo("authorization"));
        given().header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .options("/teams/acme/statistics")
                .then()
                .statusCode(403);
    }
}
