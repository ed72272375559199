package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.contract.AcceptTokens;
import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.UserInvited;
import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that takes connections and says nothing is the worst one: whoever waits for it waits long. */
@QuarkusTest
@TestProfile(RedisDownTest.SilentRedisProfile.class)
@Timeout(60)
class RedisDownTest {
    @Inject
    Topic topic;

    @Inject
    AcceptTokens tokens;

    @BeforeEach
    void resetTopic() {
        topic.reset();
    }

    @Test
    void anInvitationIsAcceptedAllTheSame() {
        given().auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType(ContentType.JSON)
                .body("{\"email\": \"grace@example.com\"}")
                .post(ApiTest.INVITATIONS)
                .then()
                .statusCode(202)
                .body("status", equalTo("accepted"));

        assertThat(topic.invitations()).hasSize(1);
    }

    @Test
    void aListIsAcceptedAllTheSame() {
        given().auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType("text/csv")
                .body("email\n" + "x@example.com\n".repeat(300))
                .post(ApiTest.INVITATIONS)
                .then()
                .statusCode(200)
                .body(containsString("\"status\":\"accepted\""));

        assertThat(topic.invitations()).hasSize(1);
    }

    @Test
    void whoAcceptsIsWelcomeAllTheSame() {
        given().contentType(ContentType.JSON)
                .body(Map.of("token", token()))
                .post("/invitations/accept")
                .then()
                .statusCode(202)
                .body("team", equalTo("acme"));

        assertThat(topic.published()).singleElement().isInstanceOf(InvitationAccepted.class);
    }

    @Test
    void theButtonAcceptsAllTheSame() {
        given().contentType(ContentType.URLENC)
                .formParam("token", token())
                .post("/invitations/accept")
                .then()
                .statusCode(202)
                .body(containsString("<h1>Welcome to team acme</h1>"));

        assertThat(topic.published()).singleElement().isInstanceOf(InvitationAccepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsAnsweredAllTheSame(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    private String token() {
        return tokens.issue(
                new UserInvited(
                        UUID.randomUUID(),
                        Instant.now(),
                        "acme",
                        "grace@example.com",
                        Optional.empty(),
                        Optional.empty(),
                        Tokens.ADA,
                        Optional.empty()),
                Duration.ofDays(7));
    }

    /** Long enough a timeout that a request that waited for Redis would not end within the test. */
    public static class SilentRedisProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.timeout", "10m");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(OidcWiremockTestResource.class),
                    SilentServer.behind("quarkus.redis.hosts", "redis"));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
