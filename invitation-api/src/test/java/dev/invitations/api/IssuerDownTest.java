package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service starts without its token issuer, and serves what needs none. */
@QuarkusTest
@TestProfile(IssuerDownTest.NoIssuerProfile.class)
class IssuerDownTest {

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsAnswered(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void acceptingNeedsNoIssuer() {
        given().get("/invitations/accept?token=nonsense").then().statusCode(400);
    }

    @Test
    void whoInvitesIsAskedToComeAgain() {
        ApiTest.problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .contentType(ContentType.JSON)
                                .body("{\"email\": \"grace@example.com\"}")
                                .post(ApiTest.INVITATIONS)
                                .then(),
                        503)
                .header("Retry-After", "5");
    }

    @Test
    void whoSendsNoTokenIsToldThatOneIsNeeded() {
        ApiTest.problem(
                        given().contentType(ContentType.JSON)
                                .body("{\"email\": \"grace@example.com\"}")
                                .post(ApiTest.INVITATIONS)
                                .then(),
                        401)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("No bearer token was sent"));
    }

    public static class NoIssuerProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Port 1 is reserved and nobody listens there.
            return Map.of("keycloak.url", "http://localhost:1");
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
