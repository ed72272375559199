package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With something configured for a subscription that it has no handler of, a service does not start. */
@QuarkusMainTest
@TestProfile(UnknownSubscriptionTest.Misspelt.class)
class UnknownSubscriptionTest {

    @Test
    void it_is_told_which_one_is_meant(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.getErrorOutput() + result.getOutput())
                .contains("invitations.pubsub.subscriptions.\"emial-worker\" is configured, but messaging-tests has no "
                        + "handler of such a subscription: did you mean email-worker?");
    }

    public static class Misspelt implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.pubsub.subscriptions.\"emial-worker\".max-in-flight", "5");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
