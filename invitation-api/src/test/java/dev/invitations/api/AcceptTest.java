package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.invitations.contract.AcceptTokens;
import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AcceptTest extends ApiTest {
    private static final String ACCEPT = "/invitations/accept";
    private static final UUID INVITATION = UUID.randomUUID();
    private static final Instant INVITED_AT = Instant.now().minusSeconds(60);

    @Inject
    AcceptTokens tokens;

    @Test
    void whoHasTheTokenAccepts() {
        accept(token())
                .statusCode(202)
                .body("invitation", equalTo(INVITATION.toString()))
                .body("team", equalTo("acme"))
                .body("status", equalTo("accepted"));

        assertThat(topic.published()).singleElement().isInstanceOfSatisfying(InvitationAccepted.class, event -> {
            assertThat(event.invitation()).isEqualTo(INVITATION);
            assertThat(event.team()).isEqualTo("acme");
            assertThat(event.email()).isEqualTo("grace@example.com");
        });
    }

    @Test
    void acceptingTwiceIsOneAcceptance() {
        accept(token()).statusCode(202);
        accept(token()).statusCode(202);

        assertThat(topic.published().stream().map(InvitationEvent::id).distinct())
                .hasSize(1);
    }

    @Test
    void anExpiredTokenIsGone() {
        problem(accept(expired()), 410).body("detail", containsString("has expired"));
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void aTamperedTokenIsRefusedAsSuch() {
        String another = new AcceptTokens("a secret that is not the secret of the API")
                .issue(invitation("acme", "grace@example.com"), Duration.ofDays(7));

        problem(accept(another), 400).body("detail", containsString("was not issued here, or was altered or cut"));
        problem(accept(token().substring(0, 100)), 400);
        assertThat(topic.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"token\": \" \"}", "{\"token\": 5}", "{\"tokken\": \"x\", \"token\": \"y\"}", "token"})
    void aBodyWithoutATokenIsRefused(String body) {
        problem(given().contentType(ContentType.JSON).body(body).post(ACCEPT).then(), 400);
    }

    @Test
    void whereItCannotBePassedOnTheClientIsAskedToComeAgain() {
        topic.throttle(_ -> true);

        problem(accept(token()).header("Retry-After", "5"), 503);
    }

    @Test
    void aBearerTokenThatIsNoneDoesNotMatterHere() {
        given().auth()
                .oauth2("nonsense")
                .contentType(ContentType.JSON)
                .body(Map.of("token", token()))
                .post(ACCEPT)
                .then()
                .statusCode(202);
    }

    @Test
    void openingTheLinkShowsAPageAndAcceptsNothing() {
        page(open(token()), 200)
                .body(containsString("<h1>Join team acme</h1>"))
                .body(containsString("grace@example.com"))
                .body(containsString("<form method=\"post\" action=\"accept\">"))
                .body(containsString("value=\"" + token() + "\""));
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void theButtonAccepts() {
        page(press(token()), 202).body(containsString("<h1>Welcome to team acme</h1>"));

        assertThat(topic.published()).hasSize(1);
    }

    @Test
    void aBrowserMayPressTheButton() {
        given().header("Origin", "http://localhost:" + RestAssured.port)
                .contentType(ContentType.URLENC)
                .formParam("token", token())
                .post(ACCEPT)
                .then()
                .statusCode(202);
    }

    /** An ingress that ends TLS speaks plain http to the service; the browser's origin is https all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"join.example.com", "invitation-api:8080"})
    void aBrowserMayPressTheButtonBehindAnIngressToo(String host) {
        given().header("Host", host)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "join.example.com")
                .header("X-Forwarded-Port", "443")
                .header("Origin", "https://join.example.com")
                .contentType(ContentType.URLENC)
                .formParam("token", token())
                .post(ACCEPT)
                .then()
                .statusCode(202);
    }

    /** Such as AWS's load balancers, which keep the host and say no more than the protocol. */
    @Test
    void anIngressNeedNotRepeatTheHost() {
        given().header("Host", "join.example.com")
                .header("X-Forwarded-Proto", "https")
                .header("Origin", "https://join.example.com")
                .contentType(ContentType.URLENC)
                .formParam("token", token())
                .post(ACCEPT)
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://join.example.com", "https://join.example.com:8443"})
    void noOtherSitePressesTheButtonBehindAnIngress(String origin) {
        given().header("Host", "join.example.com")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "join.example.com")
                .header("Origin", origin)
                .contentType(ContentType.URLENC)
                .formParam("token", token())
                .post(ACCEPT)
                .then()
                .statusCode(403);
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void pagesTellExpiredFromBroken() {
        page(open(expired()), 410).body(containsString("<h1>This invitation has expired</h1>"));
        page(press(expired()), 410).body(containsString("<h1>This invitation has expired</h1>"));
        page(open("nonsense"), 400).body(containsString("<h1>This link does not work</h1>"));
        page(press(""), 400).body(containsString("<h1>This link does not work</h1>"));
        page(given().get(ACCEPT).then(), 400).body(containsString("<h1>This link does not work</h1>"));
    }

    @Test
    void aFormFieldThatIsTooLongIsToldHowLongItMayBe() {
        problem(press("x".repeat(2_049)), 413)
                .body("detail", equalTo("A field of the form is too long; one may have 2048 bytes at most"));
    }

    @Test
    void whereTheButtonCannotWorkNowItIsOfferedAgain() {
        topic.throttle(_ -> true);

        page(press(token()), 503)
                .header("Retry-After", "5")
                .body(containsString("<h1>Please try again</h1>"))
                .body(containsString("value=\"" + token() + "\""));
    }

    @Test
    void whatStandsOnThePageIsEscaped() {
        String token =
                tokens.issue(invitation("acme", "\"<script>alert(1)</script>\"@example.com"), Duration.ofDays(7));

        page(open(token), 200).body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;"));
    }

    @Test
    void scriptsFramesCachesAndOtherSitesAreKeptOut() {
        page(open(token()), 200)
                .header(
                        "Content-Security-Policy",
                        matchesPattern("default-src 'none'; style-src 'nonce-[0-9a-f-]{36}'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'"))
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    private String token() {
        return tokens.issue(invitation("acme", "grace@example.com"), Duration.ofDays(7));
    }

    private String expired() {
        return tokens.issue(invitation("acme", "grace@example.com"), Duration.ofHours(-1));
    }

    private static UserInvited invitation(String team, String email) {
        return new UserInvited(
                INVITATION, INVITED_AT, team, email, Optional.empty(), Optional.empty(), Tokens.ADA, Optional.empty());
    }

    private static ValidatableResponse accept(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post(ACCEPT)
                .then();
    }

    private static ValidatableResponse open(String token) {
        return given().queryParam("token", token).get(ACCEPT).then();
    }

    private static ValidatableResponse press(String token) {
        return given().contentType(ContentType.URLENC)
                .formParam("token", token)
                .post(ACCEPT)
                .then();
    }

    private static ValidatableResponse page(ValidatableResponse response, int status) {
        return response.statusCode(status).contentType("text/html;charset=UTF-8");
    }
}
