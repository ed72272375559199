package dev.invitations.analytics;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.testing.StationResource;
import dev.invitations.messaging.testing.WaitingSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
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
            return WaitingSubscription.config(IN_FLIGHT);
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
        var subscription = new WaitingSubscription(registry, "analytics-worker");
        redis.stopServer();
        try {
            publisher.publish(backlog);

            subscription.assertReceivesNextToNothing("Redis is unavailable", BACKLOG);
        } finally {
            redis.startServer();
        }

        await().until(() -> statistics().extract().statusCode() == 200 && counted("invited") == BACKLOG);
        await().until(() -> subscription.circuit() == 0);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
