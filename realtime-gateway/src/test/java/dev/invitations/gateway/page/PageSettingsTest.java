package dev.invitations.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
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

    @Test
    void anIssuerKeepsItsEndpointsAtItsOwnOriginUnlessSaidOtherwise() {
        assertThat(with("invitations.page.client-id", "invitation-station").issuerEndpoints())
                .isEmpty();
        assertThat(with(
                                "invitations.page.issuer-endpoints",
                                "https://oauth2.googleapis.com/token, https://id.example.com")
                        .issuerEndpoints())
                .hasValue(List.of(
                        URI.create("https://oauth2.googleapis.com/token"), URI.create("https://id.example.com")));
    }

    @Test
    void oneOfThemThatIsNoUrlIsRefusedByItsPropertysName() {
        assertThatThrownBy(() ->
                        with("invitations.page.issuer-endpoints", "https://oauth2.googleapis.com, oauth2.example"))
                .hasMessageContaining("invitations.page.issuer-endpoints")
                .hasMessageContaining("\"oauth2.example\" is refused: expected an http or https URL");
    }

    /** Such as Google's, and Cognito's with a domain of its own. */
    @Test
    void thePageMayFetchFromTheIssuersEndpointsWhereverTheyAre() {
        PageSettings settings = with("invitations.page.issuer-endpoints", "https://oauth2.googleapis.com/token");

        assertThat(PageHeaders.contentSecurityPolicy(settings))
                .contains("connect-src 'self' http://localhost:8080 http://localhost:8083 http://localhost:8090"
                        + " https://oauth2.googleapis.com;");
    }

    private static PageSettings with(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(PageSettings.class)
                .withDefaultValue(property, value)
                .build()
                .getConfigMapping(PageSettings.class);
    }
}
