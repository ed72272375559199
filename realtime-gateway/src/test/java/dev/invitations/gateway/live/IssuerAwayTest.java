package dev.invitations.gateway.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IssuerAwayTest.NoIssuer.class)
@QuarkusTestResource(RedisResource.class)
class IssuerAwayTest {

    @Test
    void theGatewayIsReadyAndAsksClientsWithATokenToComeAgain() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);

        given().header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .header("Authorization", "Bearer " + Tokens.inTeams("acme"))
                .get("/teams/acme/live")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("detail", containsString("their issuer does not answer"));
    }

    public static class NoIssuer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.auth-server-url", "http://localhost:1/issuer");
        }
    }
}
