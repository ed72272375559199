package dev.invitations.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSettingsTest {

    @Test
    void theDefaultsAreThePortsOfALaptop() {
        PageSettings settings = with("invitations.page.client-id", "invitation-station");

        assertThat(settings.api()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.statistics()).isEqualTo(URI.create("http://localhost:8083"));
        assertThat(settings.issuer()).isEqualTo(URI.create("http://localhost:8090/issuer"));
    }

    @Test
    void aTrailingSlashIsDropped() {
        assertThat(with("invitations.page.issuer", "https://id.example.com/realm/")
                        .issuer())
                .isEqualTo(URI.create("https://id.example.com/realm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://example.com",
                "http://",
                "http://exa mple.com",
                "https://example.com?x=1",
                "https://example.com; script-src *"
            })
    void whatIsNoUrlIsRefusedByItsPropertysName(String wrong) {
        assertThatThrownBy(() -> with("invitations.page.api", wrong))
                .hasMessageContaining("invitations.page.api")
                .hasMessageContaining("\"" + wrong + "\" is refused: expected an http or https URL");
    }

    private static PageSettings with(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(PageSettings.class)
                .withDefaultValue(property, value)
                .build()
                .getConfigMapping(PageSettings.class);
    }
}
