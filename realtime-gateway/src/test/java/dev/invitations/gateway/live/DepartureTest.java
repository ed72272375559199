package dev.invitations.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DepartureTest.OwnPod.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class DepartureTest {
    private static final String TEAM = "acme";

    @TestHTTPResource
    URI gateway;

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdown;

    @Test
    void aPodThatStopsSendsItsClientsAwayAndTakesNoMore() {
        try (LiveClient ann = connect();
                LiveClient bob = connect()) {

            shutdown.fire(new ShutdownDelayInitiatedEvent());

            assertThat(List.of(ann.closed().join(), bob.closed().join()))
                    .containsOnly(new LiveClient.Close(1012, "this pod stops; connect again with since"));
            assertThatThrownBy(this::connect)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused.getCause())
                                    .getResponse()
                                    .statusCode())
                            .isEqualTo(503));
        }
    }

    private LiveClient connect() {
        return LiveClient.connect(
                URI.create("ws://" + gateway.getAuthority() + "/teams/" + TEAM + "/live"), Tokens.inTeams(TEAM));
    }

    /** A pod that stops is of no use to other tests. */
    public static class OwnPod implements QuarkusTestProfile {}
}
