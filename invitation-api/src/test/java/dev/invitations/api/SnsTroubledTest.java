package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An SNS that does not take everything: whoever invites hears what to do, and operators see it. */
@QuarkusTest
@TestProfile(SnsTroubledTest.TroubledSnsProfile.class)
class SnsTroubledTest {
    private static final int ATTEMPTS = 3;

    @Test
    void whoInvitesWhileSnsThrottlesIsAskedToComeAgain() {
        double before = count("invitations_publish_retried_total{kind=\"throttled\"}");

        ApiTest.problem(invite(ContentType.JSON, "{\"email\": \"throttled@example.com\"}"), 503)
                .header("Retry-After", notNullValue());

        assertThat(count("invitations_publish_retried_total{kind=\"throttled\"}") - before)
                .isEqualTo(ATTEMPTS - 1);
    }

    @Test
    void whoInvitesSomeoneThatSnsRefusesIsNotAskedToComeAgain() {
        ApiTest.problem(invite(ContentType.JSON, "{\"email\": \"refused@example.com\"}"), 500);
    }

    @Test
    void everyRowOfAListHasAnAnswerOfItsOwn() {
        String answers = invite("text/csv", """
                        email
                        ada@example.com
                        refused@example.com
                        throttled@example.com
                        grace@example.com
                        """).statusCode(200).extract().asString();

        assertThat(answers.lines().map(JsonObject::new).map(answer -> answer.getString("status")))
                .containsExactly("accepted", "refused", "retry", "accepted");
    }

    @Test
    void whatWasPublishedAndWhatWasNotIsMeasured() {
        invite(ContentType.JSON, "{\"email\": \"ada@example.com\"}").statusCode(202);
        invite(ContentType.JSON, "{\"email\": \"refused@example.com\"}").statusCode(500);

        assertThat(count("invitations_publish_taken_total")).isPositive();
        assertThat(count("invitations_publish_failed_total{kind=\"refused\"}")).isPositive();
        assertThat(count("invitations_publish_failed_total{kind=\"topic_missing\"}"))
                .isZero();
        assertThat(count("invitations_publish_time_seconds_count")).isPositive();
        assertThat(count("invitations_publish_batch_count")).isPositive();
    }

    @Test
    void theTopicIsNoReasonToBeUnready() {
        await().untilAsserted(() ->
                given().get("/q/health/ready").then().body("checks.find { it.name == 'topic' }.status", equalTo("UP")));
    }

    private static double count(String meter) {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(meter + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(meter.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + meter));
    }

    private static ValidatableResponse invite(Object contentType, String body) {
        return given().auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType(contentType.toString())
                .body(body)
                .post(ApiTest.INVITATIONS)
                .then();
    }

    public static class TroubledSnsProfile extends OnSns {
        @Override
        protected TestResourceEntry sns() {
            return new TestResourceEntry(TroubledSns.class);
        }

        @Override
        protected Map<String, String> more() {
            return Map.of(
                    "invitations.pubsub.publish.attempts",
                    Integer.toString(ATTEMPTS),
                    "invitations.pubsub.publish.first-retry",
                    "1ms");
        }
    }
}
