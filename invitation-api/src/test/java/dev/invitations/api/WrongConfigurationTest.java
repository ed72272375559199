package dev.invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a secret that is too short the service does not start, and says which property is wrong. */
@QuarkusMainTest
@TestProfile(WrongConfigurationTest.ShortSecret.class)
class WrongConfigurationTest {

    @Test
    void aShortSecretOfAcceptLinksIsRefusedByName(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.getErrorOutput() + result.getOutput())
                .contains("invitations.accept.secret must have at least 32 characters")
                .doesNotContain("too-short");
    }

    public static class ShortSecret implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "invitations.accept.secret", "too-short", "quarkus.oidc.auth-server-url", "http://localhost:1");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
