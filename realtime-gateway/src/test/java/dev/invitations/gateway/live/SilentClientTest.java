package dev.invitations.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SilentClientTest.Impatient.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class SilentClientTest {
    private static final String TEAM = "acme";

    @TestHTTPResource
    URI gateway;

    @Inject
    MeterRegistry metrics;

    @Test
    void aClientThatAnswersPingsStaysAndOneThatAnswersNothingIsCutOff() {
        URI url = URI.create("ws://" + gateway.getAuthority() + "/teams/" + TEAM + "/live");
        try (LiveClient dead = LiveClient.connectWithoutReading(url, Tokens.inTeams(TEAM));
                LiveClient alive = LiveClient.connect(url, Tokens.inTeams(TEAM))) {

            await().until(() -> connected() == 1 && alive.pings() > 3);

            assertThat(alive.closed()).isNotDone();
            assertThat(dead.frames()).isEmpty();
        }
    }

    private double connected() {
        return metrics.get("invitations.live.connections").gauge().value();
    }

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.websockets-next.server.auto-ping-interval", "500ms",
                    "invitations.live.client-silence", "3s");
        }
    }
}
