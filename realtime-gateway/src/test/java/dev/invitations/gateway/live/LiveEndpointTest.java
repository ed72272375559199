package dev.invitations.gateway.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.InvitationUpdate.State;
import dev.invitations.contract.LiveUpdate;
import dev.invitations.contract.StatisticsUpdate;
import dev.invitations.http.testing.Tokens;
import dev.invitations.live.Announcer;
import dev.invitations.live.testing.RedisResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class LiveEndpointTest {
    @TestHTTPResource
    URI gateway;

    @Inject
    Announcer announcer;

    @Inject
    MeterRegistry metrics;

    RedisResource redis;

    private final String team = "t" + UUID.randomUUID();
    private final List<LiveClient> clients = new ArrayList<>();

    @AfterEach
    void disconnect() {
        clients.forEach(LiveClient::close);
    }

    @Test
    void aMemberHearsTheTeamInTheOrderOfItsStream() {
        LiveClient ann = connect("since=0-0");

        List<LiveUpdate> updates = announce(300);

        await().until(() -> ann.frames().size() == 300);
        assertThat(ann.updates())
                .extracting(update -> update.path("id").textValue())
                .containsExactlyElementsOf(ids(updates));
        assertThat(ann.ids()).doesNotHaveDuplicates();
    }

    @Test
    void aFrameCarriesTheUpdateAsItWasAnnounced() {
        LiveClient ann = connect("since=0-0");
        LiveUpdate update = new StatisticsUpdate(EventIds.random(), team, Instant.now(), 4, 3, 2, 1);

        announce(update);

        await().until(() -> ann.frames().size() == 1);
        assertThat(ann.frames())
                .containsExactly("{\"type\":\"update\",\"id\":\"" + ann.ids().getFirst() + "\",\"update\":"
                        + update.toJson() + "}");
    }

    @Test
    void aBrowserCarriesItsTokenAsSubprotocol() {
        LiveClient ann = keep(LiveClient.connectLikeABrowser(url(team, "since=0-0"), Tokens.inTeams(team)));

        announce(1);

        await().until(() -> ann.frames().size() == 1);
        assertThat(ann.socket().getSubprotocol()).isEqualTo("bearer-token-carrier");
    }

    @Test
    void aClientThatComesBackGetsWhatItMissedThenWhatIsNew() {
        LiveClient before = connect("since=0-0");
        List<LiveUpdate> seen = announce(10);
        await().until(() -> before.frames().size() == 10);
        before.close();
        List<LiveUpdate> missed = announce(700);

        LiveClient back = connect("since=" + before.ids().getLast());
        await().until(() -> back.frames().size() == 700);
        List<LiveUpdate> fresh = announce(5);
        await().until(() -> back.frames().size() == 705);

        List<LiveUpdate> expected = new ArrayList<>(missed);
        expected.addAll(fresh);
        assertThat(back.updates())
                .extracting(update -> update.path("id").textValue())
                .containsExactlyElementsOf(ids(expected))
                .doesNotContainAnyElementsOf(ids(seen));
    }

    @Test
    void clientsThatJoinWhileOthersAnnounceMissNothingAndHearNothingTwice() throws InterruptedException {
        List<LiveUpdate> updates =
                IntStream.range(0, 400).mapToObj(i -> update()).toList();
        Thread announcing = Thread.startVirtualThread(() -> updates.forEach(this::announce));
        List<LiveClient> joining =
                IntStream.range(0, 15).mapToObj(i -> connect("since=0-0")).toList();
        announcing.join();

        await().until(() -> joining.stream().allMatch(one -> one.frames().size() >= 400));
        assertThat(joining).allSatisfy(one -> assertThat(one.updates())
                .extracting(update -> update.path("id").textValue())
                .containsExactlyElementsOf(ids(updates)));
    }

    @Test
    void twoTeamsDoNotHearEachOther() {
        String other = "o" + UUID.randomUUID();
        LiveClient ours = connect("since=0-0");
        LiveClient theirs = keep(LiveClient.connect(url(other, "since=0-0"), Tokens.inTeams(other, team)));

        announce(3);
        announce(updateOf(other));

        await().until(() -> ours.frames().size() == 3 && theirs.frames().size() == 1);
        assertThat(ours.updates())
                .allMatch(update -> update.path("team").textValue().equals(team));
        assertThat(theirs.updates())
                .allMatch(update -> update.path("team").textValue().equals(other));
    }

    @Test
    void aTextFrameFromAClientClosesTheChannel() {
        LiveClient ann = connect("");

        ann.socket().sendText("hello", true);

        assertThat(ann.awaitClose())
                .isEqualTo(new LiveClient.Close(1003, "this channel only sends; it takes no messages"));
    }

    @Test
    void aBinaryFrameFromAClientClosesTheChannel() {
        LiveClient ann = connect("");

        ann.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true);

        assertThat(ann.awaitClose().code()).isEqualTo(1003);
    }

    @Test
    void aLargeFrameFromAClientClosesTheChannel() {
        LiveClient ann = connect("");

        ann.socket().sendText("x".repeat(1_000_000), true);

        await().until(() -> ann.closed().isDone());
        announce(1);
        assertThat(ann.frames()).isEmpty();
    }

    @Test
    void aPingIsAnswered() {
        LiveClient ann = connect("since=0-0");

        ann.socket().sendPing(ByteBuffer.wrap(new byte[] {1}));
        announce(1);

        await().until(() -> ann.pongs() == 1 && ann.frames().size() == 1);
        assertThat(ann.closed()).isNotDone();
    }

    @Test
    void clientsStayConnectedThroughARestartOfRedisAndMissNothing() {
        LiveClient ann = connect("since=0-0");
        List<LiveUpdate> updates = new ArrayList<>(announce(3));
        await().until(() -> ann.frames().size() == 3);

        redis.stopServer();
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(containsString("Redis connection health check")));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        LiveClient late = connect("since=0-0");
        redis.startServer();
        LiveUpdate after = update();
        await().ignoreExceptions().until(() -> {
            announce(after);
            return true;
        });
        updates.add(after);

        await().until(() -> ann.frames().size() == 4 && late.frames().size() == 4);
        assertThat(ann.updates())
                .extracting(update -> update.path("id").textValue())
                .containsExactlyElementsOf(ids(updates));
        assertThat(late.frames()).isEqualTo(ann.frames());
    }

    @Test
    void aClientIsClosedWhenItsTokenExpires() {
        LiveClient ann = keep(LiveClient.connect(
                url(team, ""),
                Tokens.signed(Tokens.claims(team).expiresAt(Instant.now().plusSeconds(2)))));

        assertThat(ann.awaitClose()).isEqualTo(new LiveClient.Close(1008, "Authentication expired"));
    }

    @Test
    void theNumberOfConnectedClientsIsMeasured() {
        await().until(() -> connected() == 0);

        LiveClient ann = connect("");
        connect("");
        await().until(() -> connected() == 2);

        ann.close();
        await().until(() -> connected() == 1);
    }

    private double connected() {
        return metrics.get("invitations.live.connections").gauge().value();
    }

    private LiveClient connect(String query) {
        return keep(LiveClient.connect(url(team, query), Tokens.inTeams("another", team)));
    }

    private LiveClient keep(LiveClient client) {
        clients.add(client);
        return client;
    }

    private URI url(String which, String query) {
        return URI.create("ws://" + gateway.getAuthority() + "/teams/" + which + "/live?" + query);
    }

    private List<LiveUpdate> announce(int count) {
        List<LiveUpdate> updates =
                IntStream.range(0, count).mapToObj(i -> update()).toList();
        updates.forEach(this::announce);
        return updates;
    }

    /** Returns once Redis has taken it. */
    private void announce(LiveUpdate update) {
        announcer
                .announce(List.of(update))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private LiveUpdate update() {
        return updateOf(team);
    }

    private static LiveUpdate updateOf(String team) {
        return new InvitationUpdate(
                EventIds.random(),
                team,
                Instant.now(),
                EventIds.random(),
                State.EMAILED,
                "zoë@exämple.com",
                Optional.of("Zoë \"Z\" 🚂"),
                Optional.empty());
    }

    private static List<String> ids(List<LiveUpdate> updates) {
        return updates.stream().map(update -> update.id().toString()).toList();
    }
}
