package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis that takes connections and says nothing is the worst one: whoever waits for it waits long. */
@QuarkusTest
@TestProfile(RedisDownTest.SilentRedisProfile.class)
@Timeout(60)
class RedisDownTest {
    @Inject
    Topic topic;

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
    void theServiceIsReadyAllTheSame() {
        given().get("/q/health/ready").then().statusCode(200);
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
