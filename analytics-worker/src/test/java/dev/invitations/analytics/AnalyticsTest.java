package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.EventPublisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of the running service share: a token issuer, a Redis, and a team of its own for each test. */
@QuarkusTestResource(OidcWiremockTestResource.class)
@QuarkusTestResource(RedisResource.class)
abstract class AnalyticsTest {
    final String team = "t" + UUID.randomUUID();

    @Inject
    EventPublisher publisher;

    @BeforeAll
    static void haveTimeOnASlowMachine() {
        Awaitility.setDefaultTimeout(60, SECONDS);
    }

    /** The team's statistics, as a member sees them. */
    ValidatableResponse statistics() {
        return get(team, Tokens.inTeams(team));
    }

    long counted(String counter) {
        return statistics().statusCode(200).extract().jsonPath().getLong(counter);
    }

    static ValidatableResponse get(String team, String token) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(token)
                .get("/teams/" + team + "/statistics")
                .then();
    }

    static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status).contentType("application/problem+json");
    }
}
