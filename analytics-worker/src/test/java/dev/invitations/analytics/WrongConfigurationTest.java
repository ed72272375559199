package dev.invitations.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With wrong values the service does not start, and names every property that is wrong. */
@QuarkusMainTest
@TestProfile(WrongConfigurationTest.WrongValues.class)
class WrongConfigurationTest {

    @Test
    void everyWrongPropertyIsNamed(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.getErrorOutput() + result.getOutput())
                .contains("invitations.pubsub.max-in-flight")
                .contains("invitations.pubsub.first-retry")
                .contains("invitations.pubsub.longest-retry")
                .contains("invitations.pubsub.max-age must be at most 29 days")
                .contains("invitations.pubsub.subscriptions.analytics-worker.long-poll must be at most 20 seconds");
    }

    public static class WrongValues implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "invitations.pubsub.max-in-flight", "0",
                    "invitations.pubsub.first-retry", "-5s",
                    "invitations.pubsub.longest-retry", "PT13H",
                    "invitations.pubsub.max-age", "30d",
                    "invitations.pubsub.subscriptions.\"analytics-worker\".long-poll", "21s",
                    "quarkus.oidc.auth-server-url", "http://localhost:1");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
