package dev.invitations.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DepartureTest.OwnPod.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class DepartureTest {
    private static final LiveClient.Close SENT_AWAY =
            new LiveClient.Close(1012, "this pod stops; connect again with since");
    private static final String TEAM = "acme";

    @TestHTTPResource
    URI gateway;

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdown;

    @Inject
    Handshakes handshakes;

    @Test
    void aPodThatStopsSendsItsClientsAwayAndTakesNoMore() {
        try (LiveClient ann = connect()) {
            handshakes.hold();
            CompletableFuture<LiveClient> bob = CompletableFuture.supplyAsync(this::connect);
            await().until(handshakes::anyHeld);

            shutdown.fire(new ShutdownDelayInitiatedEvent());

            assertThat(ann.awaitClose()).isEqualTo(SENT_AWAY);
            handshakes.release();
            assertThat(bob.join().awaitClose())
                    .as("who was admitted just before is not forgotten")
                    .isEqualTo(SENT_AWAY);
            assertThatThrownBy(this::connect)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused.getCause())
                                    .getResponse()
                                    .statusCode())
                            .isEqualTo(503));
        }
    }

    /** Holds handshakes up once they are admitted: it is asked last. */
    @Singleton
    @Priority(-1)
    static class Handshakes implements HttpUpgradeCheck {
        private final AtomicBoolean held = new AtomicBoolean();
        private volatile CompletableFuture<CheckResult> verdict =
                CheckResult.permitUpgrade().subscribeAsCompletionStage();

        void hold() {
            verdict = new CompletableFuture<>();
        }

        boolean anyHeld() {
            return held.get();
        }

        void release() {
            verdict.complete(CheckResult.permitUpgradeSync());
        }

        @Override
        public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
            held.set(!verdict.isDone());
            return Uni.createFrom().completionStage(verdict);
        }
    }

    private LiveClient connect() {
        return LiveClient.connect(
                URI.create("ws://" + gateway.getAuthority() + "/teams/" + TEAM + "/live"), Tokens.inTeams(TEAM));
    }

    /** A pod that stops is of no use to other tests. */
    public static class OwnPod implements QuarkusTestProfile {}
}
