package dev.invitations.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.InvitationUpdate.State;
import dev.invitations.http.testing.Tokens;
import dev.invitations.live.Announcer;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SlowClientTest.ShortBacklog.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class SlowClientTest {
    private static final String LARGE = "x".repeat(100_000);

    @TestHTTPResource
    URI gateway;

    @Inject
    Announcer announcer;

    @Inject
    MeterRegistry metrics;

    private final String team = "t" + UUID.randomUUID();

    @Test
    void aClientThatDoesNotReadIsClosedWhileTheOthersGoOnAndItRecoversBySince() {
        try (LiveClient slow = LiveClient.connectWithoutReading(url("0-0"), Tokens.inTeams(team));
                LiveClient quick = LiveClient.connect(url("0-0"), Tokens.inTeams(team))) {

            int announced = 0;
            while (tooSlow() == 0) {
                announce();
                announced++;
                assertThat(announced).as("the backlog is bounded").isLessThan(2_000);
            }

            int all = announced;
            await().until(() -> quick.frames().size() == all);
            slow.read();
            assertThat(slow.awaitClose().code()).isEqualTo(Outbox.TOO_SLOW);
            assertThat(slow.awaitClose().reason()).contains("connect again with since");
            assertThat(slow.frames())
                    .isNotEmpty()
                    .isEqualTo(
                            List.copyOf(quick.frames()).subList(0, slow.frames().size()));

            try (LiveClient back = LiveClient.connect(url(slow.ids().getLast()), Tokens.inTeams(team))) {
                await().until(() -> slow.frames().size() + back.frames().size() == all);
                assertThat(back.frames())
                        .isEqualTo(List.copyOf(quick.frames())
                                .subList(slow.frames().size(), all));
            }
        }
    }

    private double tooSlow() {
        return metrics.get("invitations.live.too.slow").counter().count();
    }

    private void announce() {
        InvitationUpdate update = new InvitationUpdate(
                EventIds.random(),
                team,
                Instant.now(),
                EventIds.random(),
                State.UNDELIVERABLE,
                "ann@example.com",
                Optional.empty(),
                Optional.of(LARGE));
        announcer
                .announce(List.of(update))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private URI url(String since) {
        return URI.create("ws://" + gateway.getAuthority() + "/teams/" + team + "/live?since=" + since);
    }

    public static class ShortBacklog implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.live.client-backlog", "50");
        }
    }
}
