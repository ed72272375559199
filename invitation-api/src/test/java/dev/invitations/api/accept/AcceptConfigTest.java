package dev.invitations.api.accept;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class AcceptConfigTest {

    @Test
    void aMissingSecretIsNamed() {
        assertThatThrownBy(() -> new SmallRyeConfigBuilder()
                        .withMapping(AcceptConfig.class)
                        .build())
                .hasMessageContaining("invitations.accept.secret");
    }
}
