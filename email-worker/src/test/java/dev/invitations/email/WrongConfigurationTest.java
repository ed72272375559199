package dev.invitations.email;

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
    void everyWrongPropertyIsNamedAndTheSecretStaysOne(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.getErrorOutput() + result.getOutput())
                .contains("invitations.accept.secret must have at least 32 characters")
                .contains("invitations.accept.url must be an http or https URL without query")
                .contains("invitations.accept.lifetime must be at least one minute")
                .doesNotContain("too-short");
    }

    public static class WrongValues implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "invitations.accept.secret", "too-short",
                    "invitations.accept.url", "example.com/accept",
                    "invitations.accept.lifetime", "PT0S");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
