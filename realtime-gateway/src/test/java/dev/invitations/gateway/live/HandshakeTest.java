package dev.invitations.gateway.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is refused is refused at the HTTP upgrade, with a problem document; so no client is ever connected in vain. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class HandshakeTest {

    @Test
    void nobodyListensWithoutAToken() {
        problem(handshake().get("/teams/acme/live"), 401, "Unauthorized", "No bearer token was sent")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void anExpiredTokenIsRefusedAsExpired() {
        RequestSpecification late = handshake(
                Tokens.signed(Tokens.claims("acme").expiresAt(Instant.now().minusSeconds(60))));

        problem(late.get("/teams/acme/live"), 401, "Unauthorized", "expired").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        problem(
                handshake(Tokens.signed(Tokens.claims("acme").audience("another-service")))
                        .get("/teams/acme/live"),
                401,
                "Unauthorized",
                "audience invitation-station");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        problem(handshake("nonsense").get("/teams/acme/live"), 401, "Unauthorized", "not valid here");
    }

    @Test
    void whoIsNoMemberIsToldOfWhichTeamsTheTokenIs() {
        problem(
                handshake(Tokens.inTeams("globex", "initech")).get("/teams/acme/live"),
                403,
                "Forbidden",
                "You are not in team \"acme\"; the teams of your token are [globex, initech]");
    }

    @Test
    void aMalformedTeamIsRefusedWithTheRule() {
        problem(handshake(Tokens.inTeams("acme")).get("/teams/ACME!/live"), 400, "Bad Request", "lower-case letters");
    }

    @Test
    void aMalformedSinceIsRefusedWithAnExample() {
        problem(
                        handshake(Tokens.inTeams("acme")).get("/teams/acme/live?since=yesterday"),
                        400,
                        "Bad Request",
                        "since: \"yesterday\"")
                .body("detail", containsString("1732270000000-0"));
    }

    @Test
    void aMalformedSubprotocolIsRefused() {
        problem(
                handshake()
                        .header("Sec-WebSocket-Protocol", "bearer-token-carrier, quarkus-http-upgrade%23Authorization")
                        .get("/teams/acme/live"),
                400,
                "Bad Request",
                "quarkus-http-upgrade#header-name#header-value");
    }

    @Test
    void aPlainRequestOfAMemberIsToldToUpgrade() {
        problem(
                        given().auth().oauth2(Tokens.inTeams("acme")).get("/teams/acme/live?since=0-0"),
                        426,
                        "Upgrade Required",
                        "WebSocket")
                .header("Upgrade", "websocket");
    }

    @Test
    void aPlainRequestIsToldWhyAHandshakeWouldBeRefused() {
        problem(given().get("/teams/acme/live"), 401, "Unauthorized", "No bearer token was sent");
        problem(
                given().auth().oauth2(Tokens.inTeams("globex")).get("/teams/acme/live"),
                403,
                "Forbidden",
                "the teams of your token are [globex]");
    }

    private static RequestSpecification handshake() {
        return given().header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    private static RequestSpecification handshake(String token) {
        return handshake().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse problem(Response answer, int status, String title, String detail) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("title", equalTo(title))
                .body("detail", containsString(detail));
    }
}
