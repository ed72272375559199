package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.testing.StationResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Redis is away while events wait in the queue: that uses up next to no receives. */
@QuarkusTest
@TestProfile(RedisDownTest.OnStation.class)
class RedisDownTest extends AnalyticsTest {
    private static final int IN_FLIGHT = 10;
    private static final int BACKLOG = 5 * IN_FLIGHT;

    public static class OnStation implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Without a circuit, messages would come back several times in a second.
            return Map.of(
                    "invitations.pubsub.impl", "aws",
                    "invitations.pubsub.max-in-flight", Integer.toString(IN_FLIGHT),
                    "invitations.pubsub.longest-retry", "200ms");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(OidcWiremockTestResource.class),
                    new TestResourceEntry(RedisResource.class),
                    new TestResourceEntry(StationResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    MeterRegistry registry;

    RedisResource redis;

    @Test
    void itIsWaitedForAndThenEachEventIsCountedOnce() {
        List<UserInvited> backlog = Stream.generate(
                        () -> Invitation.to(team, Instant.now()).invited())
                .limit(BACKLOG)
                .toList();
        redis.stopServer();
        try {
            publisher.publish(backlog);

            await().untilAsserted(() -> given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body(
                            containsString("Redis is unavailable: "),
                            containsString("; nothing is received until it is back")));
            await("what was in flight has used up a receive, and no more than those")
                    .during(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(received()).isLessThan(BACKLOG));
            assertThat(circuit()).isPositive();
        } finally {
            redis.startServer();
        }

        await().until(() -> statistics().extract().statusCode() == 200 && counted("invited") == BACKLOG);
        await().until(() -> circuit() == 0);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private double received() {
        return registry.get("invitations.messages.received")
                .tag("subscription", "analytics-worker")
                .counter()
                .count();
    }

    private double circuit() {
        return registry.get("invitations.messages.circuit")
                .tag("subscription", "analytics-worker")
                .gauge()
                .value();
    }
}
