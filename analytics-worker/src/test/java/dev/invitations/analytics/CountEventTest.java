package dev.invitations.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.LiveUpdate;
import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.StatisticsUpdate;
import dev.invitations.live.LiveChannel;
import dev.invitations.live.LiveChannel.Listening;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.DependencyUnavailable;
import dev.invitations.messaging.RedisServer;
import dev.invitations.messaging.SubscriberConfig;
import dev.invitations.messaging.Subscription;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Heartbeat;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.validator.constraints.time.DurationMax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CountEventTest extends AnalyticsTest {
    private static final Instant NOW = Instant.now();
    private static final Delivery DELIVERY =
            new Delivery("analytics-worker", "of a test", 1, false, Duration.ofSeconds(30), Heartbeat.NONE);

    @Inject
    @Subscription("analytics-worker")
    CountEvent handler;

    @Inject
    Carrier carrier;

    @Inject
    LiveChannel channel;

    @Inject
    RedisServer server;

    @Inject
    MeterRegistry registry;

    RedisResource redis;

    private Optional<Listening> listening = Optional.empty();

    @AfterEach
    void closeListener() {
        listening.ifPresent(Listening::close);
    }

    @Test
    void everyKindOfEventIsCounted() {
        Invitation joined = Invitation.to(team, NOW);
        Invitation lost = Invitation.to(team, NOW);
        Invitation waiting = Invitation.to(team, NOW);

        publisher.publish(List.of(
                joined.invited(),
                joined.emailed(),
                joined.acceptedAfter(Duration.ofMinutes(5)),
                lost.invited(),
                lost.undeliverable(),
                waiting.invited(),
                waiting.emailed()));

        await().until(() ->
                counted("invited") + counted("emailed") + counted("undeliverable") + counted("accepted") == 7);
        assertThat(counted("invited")).isEqualTo(3);
        assertThat(counted("emailed")).isEqualTo(2);
        assertThat(counted("undeliverable")).isEqualTo(1);
        assertThat(counted("accepted")).isEqualTo(1);
    }

    @Test
    void aProbeIsCountedNowhereEvenIfItLooksLikeAnEvent() {
        CloudEvent disguise = new CloudEvent(Invitation.to(team, NOW).invited(), "/station", Optional.empty());
        Map<String, String> attributes = new HashMap<>(disguise.attributes());
        attributes.put(ProbeMessage.ATTRIBUTE, UUID.randomUUID().toString());

        carrier.publish(List.of(new Outgoing("probe", "group", new Message(disguise.toJson(), attributes))));
        publisher.publish(Invitation.to(team, NOW).invited());

        await().until(() -> counted("invited") > 0);
        assertThat(counted("invited")).isEqualTo(1);
    }

    @Test
    void anEventIsCountedOnceHoweverOftenItIsDeliveredAtOnce() throws Exception {
        List<InvitationEvent> events = Stream.generate(() -> Invitation.to(team, NOW))
                .limit(10)
                .<InvitationEvent>map(Invitation::invited)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var handled = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> handler.handle(events.get(i % 10), DELIVERY)))
                    .toList();
            for (var one : handled) {
                one.get();
            }
        }

        assertThat(counted("invited")).isEqualTo(10);
    }

    @Test
    void whatIsDeliveredAgainIsCountedAsADuplicate() {
        Counter duplicates =
                registry.get("invitations.duplicates").tag("effect", "count").counter();
        Invitation invitation = Invitation.to(team, NOW);
        handler.handle(invitation.invited(), DELIVERY);
        double before = duplicates.count();

        handler.handle(invitation.emailed(), DELIVERY);
        handler.handle(invitation.invited(), DELIVERY);

        assertThat(duplicates.count()).isEqualTo(before + 1);
    }

    @Test
    void whatIsCountedAndAnnouncedIsRememberedForLongerThanAnEventMayBeOld() throws Exception {
        Duration oldest = Duration.ofDays(SubscriberConfig.class
                .getMethod("maxAge")
                .getAnnotation(DurationMax.class)
                .days());

        handler.handle(Invitation.to(team, NOW).invited(), DELIVERY);

        List<String> marks = StreamSupport.stream(
                        server.send(Request.cmd(Command.KEYS).arg("invitations:{" + team + "}:*ed:*"))
                                .spliterator(),
                        false)
                .map(Response::toString)
                .toList();
        assertThat(marks).hasSize(3).allSatisfy(mark -> assertThat(Duration.ofSeconds(
                        server.send(Request.cmd(Command.TTL).arg(mark)).toLong()))
                .isGreaterThan(oldest));
    }

    @Test
    void withoutRedisNothingIsWrongWithTheEvent() {
        Invitation invitation = Invitation.to(team, NOW);
        redis.stopServer();
        try {
            assertThatThrownBy(() -> handler.handle(invitation.invited(), DELIVERY))
                    .isInstanceOfSatisfying(DependencyUnavailable.class, unavailable -> assertThat(
                                    unavailable.dependency().name())
                            .isEqualTo("Redis"));
        } finally {
            redis.startServer();
        }
    }

    @Test
    void thePagesOfTheTeamHearOfTheEventAndOfTheNewTotals() {
        List<LiveUpdate> heard = listen();
        Invitation invitation = Invitation.to(team, NOW);

        handler.handle(invitation.invited(), DELIVERY);
        handler.handle(invitation.emailed(), DELIVERY);
        handler.handle(invitation.invited(), DELIVERY);
        handler.handle(invitation.acceptedAfter(Duration.ofMinutes(1)), DELIVERY);

        await().until(() -> heard.size() >= 6);
        assertThat(heard)
                .containsExactly(
                        InvitationUpdate.of(invitation.invited()),
                        StatisticsUpdate.after(invitation.invited(), 1, 0, 0, 0),
                        InvitationUpdate.of(invitation.emailed()),
                        StatisticsUpdate.after(invitation.emailed(), 1, 1, 0, 0),
                        InvitationUpdate.of(invitation.acceptedAfter(Duration.ofMinutes(1))),
                        StatisticsUpdate.after(invitation.acceptedAfter(Duration.ofMinutes(1)), 1, 1, 0, 1));
    }

    @Test
    void countersSurviveARestartOfRedisAndNothingIsLostMeanwhile() {
        Invitation before = Invitation.to(team, NOW);
        handler.handle(before.invited(), DELIVERY);

        redis.stopServer();
        Invitation meanwhile = Invitation.to(team, NOW);
        publisher.publish(List.of(before.invited(), meanwhile.invited()));
        redis.startServer();

        await().until(() -> statistics().extract().statusCode() == 200 && counted("invited") == 2);
    }

    private List<LiveUpdate> listen() {
        List<LiveUpdate> heard = new CopyOnWriteArrayList<>();
        listening = Optional.of(
                channel.listen(team, Optional.of("0-0"), entry -> heard.add(LiveUpdate.parse(entry.update()))));
        return heard;
    }
}
