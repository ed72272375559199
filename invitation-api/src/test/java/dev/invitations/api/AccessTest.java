package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTest extends ApiTest {

    @AfterEach
    void nothingWasPublished() {
        assertThat(topic.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv"})
    void withoutATokenNobodyInvites(String contentType) {
        problem(given().contentType(contentType).body("{}").post(INVITATIONS).then(), 401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("title", equalTo("Unauthorized"))
                .body("detail", containsString("No bearer token was sent"))
                .body("instance", equalTo(INVITATIONS));
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        problem(inviteWith("not-a-token"), 401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("detail", containsString("not valid here"));
    }

    @Test
    void anExpiredTokenIsCalledExpired() {
        problem(
                        inviteWith(Tokens.signed(
                                Tokens.claims("acme").expiresAt(Instant.now().minusSeconds(3600)))),
                        401)
                .body("detail", containsString("has expired"));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        String token = Tokens.signed(Jwt.issuer("https://server.example.com")
                .audience("another-service")
                .subject(Tokens.ADA)
                .claim("teams", List.of("acme")));

        problem(inviteWith(token), 401).body("detail", containsString("for the audience invitation-station"));
    }

    @Test
    void aTokenWithoutASubjectIsRefused() {
        String token = Tokens.signed(Jwt.issuer("https://server.example.com")
                .audience("invitation-station")
                .claim("teams", List.of("acme")));

        problem(inviteWith(token), 401);
    }

    @Test
    void onlyMembersInviteToATeam() {
        problem(inviteWith(Tokens.inTeams("zeta", "beta")), 403)
                .body("detail", equalTo("You are not in team \"acme\"; the teams of your token are [beta, zeta]"));
    }

    @Test
    void aTokenWithoutTeamsInvitesNowhere() {
        String token = Tokens.signed(Jwt.issuer("https://server.example.com")
                .audience("invitation-station")
                .subject(Tokens.ADA));

        problem(inviteWith(token), 403).body("detail", containsString("the teams of your token are []"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "-acme", "acme!", "ac%2Fme", "acme%0d%0a"})
    void aTeamThatCannotBeOneIsRefusedWithTheRule(String team) {
        problem(
                        given().urlEncodingEnabled(false)
                                .auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .contentType(ContentType.JSON)
                                .body("{}")
                                .post("/teams/" + team + "/invitations")
                                .then(),
                        400)
                .body("violations[0].field", equalTo("team"))
                .body("violations[0].in", equalTo("path"))
                .body("detail", containsString("1 to 63 lower-case letters, digits and hyphens"));
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        problem(given().get("/nowhere").then(), 404)
                .body("type", equalTo("about:blank"))
                .body("detail", containsString("There is nothing at /nowhere"));
        problem(given().auth().oauth2(Tokens.inTeams("acme")).put(INVITATIONS).then(), 405)
                .body("detail", containsString("This method is not possible at " + INVITATIONS));
        problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .contentType(ContentType.TEXT)
                                .body("grace@example.com")
                                .post(INVITATIONS)
                                .then(),
                        415)
                .body("detail", allOf(containsString("Content-Type"), not(containsString("@Consumes"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {INVITATIONS, "/invitations/accept"})
    void aBodyThatDoesNotSayWhatItIsIsRefused(String path) throws Exception {
        for (String header : List.of("", "Content-Type: garbage\r\n", "Content-Type: \r\n")) {
            assertThat(raw("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                            + "Authorization: Bearer " + Tokens.inTeams("acme") + "\r\nContent-Length: 2\r\n\r\n{}"))
                    .startsWith("HTTP/1.1 415 ")
                    .contains("application/problem+json", "Content-Type", "such as application/json");
        }
    }

    @Test
    void whatCanNotBeAnsweredAsTheClientWantsItIsSaidSo() {
        problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .contentType(ContentType.JSON)
                                .accept("image/png")
                                .body("{\"email\": \"grace@example.com\"}")
                                .post(INVITATIONS)
                                .then(),
                        406)
                .body("detail", containsString("Accept header"));
    }

    /** What is sent as it stands, which no HTTP client would. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ValidatableResponse inviteWith(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"email\": \"grace@example.com\"}")
                .post(INVITATIONS)
                .then();
    }
}
