package dev.invitations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.LiveUpdate;
import dev.invitations.live.LiveChannel.Listening;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class LiveChannelTest {
    @Inject
    Announcer announcer;

    @Inject
    LiveChannel channel;

    @Inject
    Redis redis;

    RedisResource server;

    private final List<Listening> open = new CopyOnWriteArrayList<>();
    private final String team = "t" + UUID.randomUUID();

    @AfterEach
    void closeListeners() {
        open.forEach(Listening::close);
    }

    @Test
    void whatIsAnnouncedIsHeardInOrder() {
        List<LiveEntry> heard = listen(team, Optional.of("0-0"));

        List<LiveUpdate> updates = announce(20);

        await().until(() -> heard.size() == 20);
        assertThat(heard).extracting(LiveEntry::update).containsExactlyElementsOf(json(updates));
    }

    @Test
    void theSameUpdateAnnouncedTwiceIsHeardOnce() {
        List<LiveEntry> heard = listen(team, Optional.of("0-0"));
        LiveUpdate update = update();

        announce(update);
        announce(update);
        announcer
                .announce(List.of(update, update))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        announcer.announceBestEffort(List.of(update));
        LiveUpdate last = update();
        announce(last);

        await().until(() -> !heard.isEmpty() && heard.getLast().update().equals(last.toJson()));
        assertThat(heard).extracting(LiveEntry::update).containsExactly(update.toJson(), last.toJson());
    }

    @Test
    void aListenerWithAPastGetsWhatItMissedAndThenWhatIsNew() {
        List<LiveUpdate> updates = announce(1200);
        List<LiveEntry> all = listen(team, Optional.of("0-0"));
        await().until(() -> all.size() == 1200);

        List<LiveEntry> heard = listen(team, Optional.of(all.get(99).id()));
        LiveUpdate fresh = update();
        announce(fresh);

        await().until(() -> heard.size() == 1101);
        assertThat(heard.getFirst().update()).isEqualTo(updates.get(100).toJson());
        assertThat(heard.getLast().update()).isEqualTo(fresh.toJson());
    }

    @Test
    void aListenerWithoutAPastHearsOnlyWhatIsNew() {
        announce(5);
        List<LiveEntry> heard = listen(team, Optional.empty());
        List<LiveEntry> probe = listen(team, Optional.of("0-0"));
        await().until(() -> probe.size() == 5);
        List<LiveEntry> past = List.copyOf(probe);

        // The listener has begun once it hears anything; until then each announcement may still be its past.
        await().until(() -> {
            announce(update());
            return !heard.isEmpty();
        });

        assertThat(heard).doesNotContainAnyElementsOf(past);
    }

    @Test
    void listenersThatJoinWhileOthersAnnounceMissNothingAndHearNothingTwice() throws Exception {
        Thread announcing = Thread.startVirtualThread(() -> announce(500));
        List<List<LiveEntry>> heard = IntStream.range(0, 20)
                .mapToObj(i -> listen(team, Optional.of("0-0")))
                .toList();
        announcing.join();

        await().untilAsserted(() ->
                assertThat(heard).allSatisfy(one -> assertThat(one).hasSize(500)));
        assertThat(heard)
                .allSatisfy(one -> assertThat(one).doesNotHaveDuplicates().isEqualTo(heard.getFirst()));
    }

    @Test
    void oneTeamDoesNotHearAnother() {
        List<LiveEntry> heard = listen(team, Optional.of("0-0"));
        List<LiveEntry> others = listen("other-" + team, Optional.of("0-0"));

        announce(3);

        await().until(() -> heard.size() == 3);
        assertThat(others).isEmpty();
    }

    @Test
    void listenersSurviveARestartOfRedisAndGetWhatWasAnnouncedMeanwhile() {
        List<LiveEntry> heard = listen(team, Optional.of("0-0"));
        announce(3);
        await().until(() -> heard.size() == 3);

        server.stopServer();
        await().until(() -> !channel.connected());
        assertThatThrownBy(() -> announce(update())).isInstanceOf(CompletionException.class);
        announcer.announceBestEffort(List.of(update()));
        server.startServer();

        await().ignoreExceptions().until(() -> {
            announce(update());
            return true;
        });
        await().until(() -> heard.size() >= 4);
        assertThat(heard).doesNotHaveDuplicates();
    }

    @Test
    void aListenerWhosePastCannotBeReadAtFirstGetsItLater() {
        String stream = new TeamKeys(team).stream();
        // What no stream command can read, as a Redis that is still loading refuses.
        send(Request.cmd(Command.SET).arg(stream).arg("not a stream"));
        List<LiveEntry> heard = listen(team, Optional.of("0-0"));
        await().until(() -> subscribers(team) == 1);
        assertThatThrownBy(() -> announce(update())).isInstanceOf(CompletionException.class);

        send(Request.cmd(Command.DEL).arg(stream));
        List<LiveUpdate> updates = announce(3);

        await().until(() -> heard.size() == 3);
        assertThat(heard).extracting(LiveEntry::update).containsExactlyElementsOf(json(updates));
    }

    @Test
    void theLastListenerOfATeamLeavesItsChannel() {
        listen(team, Optional.empty());
        await().until(() -> subscribers(team) == 1);

        closeListeners();

        await().until(() -> subscribers(team) == 0);
    }

    @Test
    void manyTeamsShareOneConnection() {
        List<String> teams = IntStream.range(0, 30).mapToObj(i -> team + i).toList();
        teams.forEach(one -> listen(one, Optional.empty()));

        await().until(() -> teams.stream().allMatch(one -> subscribers(one) == 1));

        long pubSubConnections = send(Request.cmd(Command.CLIENT)
                        .arg("LIST")
                        .arg("TYPE")
                        .arg("pubsub"))
                .lines()
                .filter(line -> line.startsWith("id="))
                .count();
        assertThat(pubSubConnections).isEqualTo(1);
    }

    @Test
    void aMalformedPastIsRefusedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> channel.listen(team, Optional.of("yesterday"), entry -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday")
                .hasMessageContaining("1732270000000-0");
    }

    private List<LiveEntry> listen(String which, Optional<String> since) {
        List<LiveEntry> heard = new CopyOnWriteArrayList<>();
        open.add(channel.listen(which, since, heard::add));
        return heard;
    }

    private List<LiveUpdate> announce(int count) {
        List<LiveUpdate> updates =
                IntStream.range(0, count).<LiveUpdate>mapToObj(i -> update()).toList();
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
        return new InvitationUpdate(
                EventIds.random(),
                team,
                Instant.now(),
                EventIds.random(),
                InvitationUpdate.State.ACCEPTED,
                "ann@example.com",
                Optional.of("Ann"),
                Optional.empty());
    }

    private static List<String> json(List<LiveUpdate> updates) {
        return updates.stream().map(LiveUpdate::toJson).toList();
    }

    private int subscribers(String which) {
        return redis.send(Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(new TeamKeys(which).stream()))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .get(1)
                .toInteger();
    }

    private String send(Request request) {
        return redis.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .toString();
    }
}
