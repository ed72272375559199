package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without SNS and SQS there is nothing to count; what was counted is shown, and the pod waits for them. */
@QuarkusTest
@TestProfile(AwsDownTest.NoAws.class)
class AwsDownTest {

    @Test
    void whatWasCountedIsShown() {
        AnalyticsTest.get("acme", Tokens.inTeams("acme")).statusCode(200).body("invited", equalTo(0));
    }

    @Test
    void thePodIsNotReady() {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> given().get("/q/health/ready").statusCode() == 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "started"})
    void thePodIsNotRestartedForIt(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    public static class NoAws implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Port 1 is reserved and nobody listens there.
            return Map.of(
                    "invitations.pubsub.impl", "aws",
                    "quarkus.sns.endpoint-override", "http://localhost:1",
                    "quarkus.sqs.endpoint-override", "http://localhost:1",
                    "quarkus.sns.aws.credentials.type", "static",
                    "quarkus.sns.aws.credentials.static-provider.access-key-id", "test",
                    "quarkus.sns.aws.credentials.static-provider.secret-access-key", "test",
                    "quarkus.sqs.aws.credentials.type", "static",
                    "quarkus.sqs.aws.credentials.static-provider.access-key-id", "test",
                    "quarkus.sqs.aws.credentials.static-provider.secret-access-key", "test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(OidcWiremockTestResource.class), new TestResourceEntry(RedisResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
