package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service starts without its token issuer, and goes on counting. */
@QuarkusTest
@TestProfile(IssuerDownTest.NoIssuer.class)
class IssuerDownTest {

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsAnswered(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void whoAsksForNumbersIsAskedToComeAgain() {
        AnalyticsTest.problem(AnalyticsTest.get("acme", Tokens.inTeams("acme")), 503)
                .header("Retry-After", "5")
                .body("detail", containsString("issuer does not answer"));
    }

    @Test
    void whoSendsNoTokenIsToldThatOneIsNeeded() {
        AnalyticsTest.problem(given().get("/teams/acme/statistics").then(), 401)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("No bearer token was sent"));
    }

    public static class NoIssuer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Port 1 is reserved and nobody listens there.
            return Map.of("keycloak.url", "http://localhost:1", "smallrye.jwt.sign.key.location", "privateKey.jwk");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RedisResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
