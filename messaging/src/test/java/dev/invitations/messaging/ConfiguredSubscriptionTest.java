package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that starts with something of its own for one of its subscriptions. */
@QuarkusTest
@TestProfile(ConfiguredSubscriptionTest.FiveInFlight.class)
class ConfiguredSubscriptionTest {
    public static class FiveInFlight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.pubsub.subscriptions.email-worker.max-in-flight", "5");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RedisResource.class));
        }
    }

    @Inject
    PubSubConfig config;

    @Test
    void all_else_of_it_is_as_for_every_subscription() {
        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(5);
        assertThat(config.of("email-worker").firstRetry())
                .as("as in application.properties, and not the default")
                .isEqualTo(Duration.ofMillis(20))
                .isEqualTo(config.of("analytics-worker").firstRetry());
    }
}
