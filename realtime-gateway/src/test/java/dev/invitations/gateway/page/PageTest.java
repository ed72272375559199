package dev.invitations.gateway.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class PageTest {

    @Test
    void thePageIsServedToAnyone() {
        given().get("/").then().statusCode(200).contentType("text/html").body(containsString("Invitation Station"));
    }

    @Test
    void thePageLearnsWhereTheOtherServicesAre() {
        given().get("/config.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("api", equalTo("http://localhost:8080"))
                .body("statistics", equalTo("http://localhost:8083"))
                .body("issuer", equalTo("http://localhost:8090/issuer"))
                .body("clientId", equalTo("invitation-station"));
    }

    @Test
    void thePageMayRunItsOwnFilesAndTalkToItsServicesAndNothingElse() {
        given().get("/")
                .then()
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header(
                        "Content-Security-Policy",
                        containsString(
                                "connect-src 'self' http://localhost:8080 http://localhost:8083 http://localhost:8090;"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** During a rollout the pods of both versions answer, and their files have one name. */
    @Test
    void aFileIsSentWholeHoweverYoungTheBrowsersIs() {
        String tomorrow = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));

        for (int i = 0; i < 2; i++) {
            given().header("If-Modified-Since", tomorrow)
                    .get("/app.js")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-cache")
                    .header("Last-Modified", nullValue())
                    .body(containsString("import"));
        }
    }
}
