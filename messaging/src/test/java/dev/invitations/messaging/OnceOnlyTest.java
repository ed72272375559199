package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.EventIds;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Attempt;
import dev.invitations.messaging.carrier.Heartbeat;
import dev.invitations.messaging.carrier.Heartbeats;
import dev.invitations.messaging.carrier.MachineTime;
import dev.invitations.messaging.carrier.Time;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.constraints.time.DurationMax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class OnceOnlyTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    @Inject
    OnceOnly onceOnly;

    @Inject
    Vertx vertx;

    @Inject
    Redis client;

    @Inject
    RedisServer server;

    @Inject
    MeterRegistry registry;

    RedisResource redis;

    private final UUID event = EventIds.random();
    private final AtomicInteger effects = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();
    private final Time time = new MachineTime("a-test");

    @AfterEach
    void endHeartbeats() {
        time.close();
    }

    @Test
    void anEffectHappensOnceAndItsResultIsRemembered() throws Exception {
        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
    }

    @Test
    void effectsOfOtherNamesAreOtherEffects() throws Exception {
        run("mail", this::effect);

        assertThat(run("letter", this::effect)).isEqualTo("effect 2");
    }

    @Test
    void anEffectThatFailsIsFreeForTheNext() throws Exception {
        assertThatThrownBy(() -> run("mail", () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);

        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
    }

    @Test
    void whileOneIsAtItHoweverLongOthersAreSentAway() throws Exception {
        try (Running first = new Running(renewed(1))) {
            await("longer than its lease it keeps others away")
                    .during(LEASE.multipliedBy(2))
                    .atMost(LEASE.multipliedBy(3))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> run("mail", this::effect)).isInstanceOf(RetryLater.class));

            assertThat(first.finish()).isEqualTo("effect 1");
        }
    }

    @Test
    void whoIsLeftBehindIsStillAtItUntilItHasEnded() throws Exception {
        Delivery tooShort = new Delivery("a-test", "1", 1, false, LEASE, beating(Duration.ofMillis(100)));
        try (Running first = new Running(tooShort)) {
            await().until(() -> givenBack.get() == 1);
            await().during(LEASE.multipliedBy(2)).atMost(LEASE.multipliedBy(3)).untilAsserted(() -> assertThatThrownBy(
                            () -> run("mail", this::effect))
                    .isInstanceOf(RetryLater.class));

            assertThat(first.finish()).isEqualTo("effect 1");
            assertThat(run("mail", this::effect)).isEqualTo("effect 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16"})
    void whoIsSentAwayComesBackSoonAndTheLaterTheOftenerItCame(int receiveCount, int seconds) throws Exception {
        try (var _ = new Running(unrenewed(1, Duration.ofSeconds(30)))) {
            assertThatThrownBy(() -> run(unrenewed(receiveCount, LEASE)))
                    .isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.delay())
                            .isEqualTo(Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void whoIsSentAwayComesBackAtTheLatestOnceTheLeaseHasEnded() throws Exception {
        try (var _ = new Running(unrenewed(1, Duration.ofSeconds(30)))) {
            assertThatThrownBy(() -> run(unrenewed(60, LEASE)))
                    .isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.delay())
                            .isBetween(Duration.ofSeconds(20), Duration.ofMillis(30_100)));
        }
    }

    @Test
    void whoDiedAtItLeavesItToTheNextOnceItsLeaseHasEnded() throws Exception {
        try (var _ = new Running(unrenewed(1, LEASE))) {
            await().ignoreExceptionsInstanceOf(RetryLater.class)
                    .until(() -> run("mail", this::effect).equals("effect 1"));
        }
    }

    @Test
    void aClaimThatRedisHasLostIsClaimedAgainByWhoIsAtIt() throws Exception {
        try (var _ = new Running(renewed(1))) {
            send(Command.DEL, key());

            await().until(() -> send(Command.EXISTS, key()).toInteger() == 1);
            assertThatThrownBy(() -> run("mail", this::effect)).isInstanceOf(RetryLater.class);
        }
    }

    @Test
    void whoFailsAfterItsLeaseHadEndedFreesNobodyElsesClaim() throws Exception {
        try (Running late = new Running(unrenewed(1, LEASE))) {
            awaitEndOfClaim();
            try (var _ = new Running(unrenewed(1, Duration.ofSeconds(30)))) {
                assertThatThrownBy(late::fail).hasRootCauseInstanceOf(IOException.class);

                assertThatThrownBy(() -> run("mail", this::effect)).isInstanceOf(RetryLater.class);
            }
        }
    }

    @Test
    void whoseLeaseHadEndedRenewsNobodyElsesClaim() throws Exception {
        Claim late = new Claim(client, server, key(), Duration.ofMillis(1));
        late.take();
        awaitEndOfClaim();
        try (var _ = new Running(unrenewed(1, Duration.ofSeconds(30)))) {
            String owner = send(Command.GET, key()).toString();
            late.renew();
            late.release();

            assertThat(send(Command.GET, key())).hasToString(owner);
        }
    }

    @Test
    void whatHasHappenedAfterTheLeaseHadEndedIsDoneForAllAlsoForWhoIsAtItAgain() throws Exception {
        try (Running late = new Running(unrenewed(1, LEASE))) {
            awaitEndOfClaim();
            try (Running again = new Running(unrenewed(1, Duration.ofSeconds(30)))) {
                assertThat(late.finish()).isEqualTo("effect 1");

                assertThat(run("mail", this::effect)).isEqualTo("effect 1");
                assertThat(again.finish()).isEqualTo("effect 1");
                assertThat(effects).hasValue(2);
            }
        }
    }

    @Test
    void aClaimThatIsGivenBackWhileARenewalIsOnItsWayIsFree() {
        SlowOnce way = new SlowOnce(vertx, client);
        Claim claim = new Claim(way, server, key(), Duration.ofSeconds(30));
        claim.take();
        var renewal = way.slow();
        claim.renew();
        claim.release();

        await().until(renewal::isComplete);
        assertThat(send(Command.EXISTS, key()).toInteger()).isZero();
    }

    @Test
    void theLastDeliveryWaitsForWhoIsAtIt() throws Exception {
        try (Running first = new Running(renewed(1));
                Running last = new Running(last())) {
            await().during(LEASE.multipliedBy(2)).until(() -> effects.get() == 0 && !last.hasEnded());

            first.finish();
            assertThat(last.result()).isEqualTo("effect 1");
        }
    }

    @Test
    void theLastDeliveryGoesOnWhereWhoWasAtItHasFailed() throws Exception {
        try (Running first = new Running(renewed(1));
                Running last = new Running(last())) {
            assertThatThrownBy(first::fail).hasRootCauseInstanceOf(IOException.class);

            assertThat(last.finish()).isEqualTo("effect 1");
        }
    }

    @Test
    void withoutRedisNothingIsGuessedAndRedisIsWaitedFor() {
        redis.stopServer();
        try {
            assertThatThrownBy(() -> run("mail", this::effect))
                    .isInstanceOfSatisfying(DependencyUnavailable.class, unavailable -> {
                        assertThat(unavailable).hasMessageStartingWith("Redis is unavailable: ");
                        assertThatThrownBy(() -> unavailable.dependency().check())
                                .isInstanceOf(DependencyUnavailable.class);
                    });
            assertThat(effects).hasValue(0);
        } finally {
            redis.startServer();
        }

        await().ignoreExceptions().until(() -> {
            server.check();
            return true;
        });
    }

    @Test
    void aClaimThatRedisMakesWhenNobodyWaitsForItAnyMoreIsGivenBack() throws Exception {
        client.send(Request.cmd(Command.create("DEBUG")).arg("SLEEP").arg("4"));

        assertThatThrownBy(() -> run(unrenewed(1, Duration.ofMinutes(5))))
                .isInstanceOf(DependencyUnavailable.class)
                .hasMessage("Redis is unavailable: no answer within 3s");

        await().ignoreExceptions().untilAsserted(() -> assertThat(run(unrenewed(1, Duration.ofMinutes(5))))
                .isEqualTo("effect 1"));
    }

    @Test
    void whatIsWrongWithOneKeyIsNoReasonToWaitForRedis() {
        send(Command.HSET, key(), "not", "a claim");

        assertThatThrownBy(() -> run("mail", this::effect))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WRONGTYPE");
    }

    @Test
    void aRedisThatMayNotWriteIsWaitedFor() {
        send(Command.CONFIG, "SET", "min-replicas-to-write", "1");
        try {
            assertThatThrownBy(() -> run("mail", this::effect)).isInstanceOf(DependencyUnavailable.class);
        } finally {
            send(Command.CONFIG, "SET", "min-replicas-to-write", "0");
        }
    }

    @Test
    void whatIsDoneIsRememberedForLongerThanAnEventMayBeOld() throws Exception {
        Duration oldest = Duration.ofDays(SubscriberConfig.class
                .getMethod("maxAge")
                .getAnnotation(DurationMax.class)
                .days());

        run("mail", this::effect);

        assertThat(Duration.ofSeconds(send(Command.TTL, key()).toLong())).isGreaterThan(oldest);
    }

    @Test
    void whatComesAgainIsCounted() throws Exception {
        run("postcard", this::effect);
        double before = registry.get("invitations.duplicates")
                .tag("effect", "postcard")
                .counter()
                .count();
        run("postcard", this::effect);

        assertThat(before).isZero();
        assertThat(registry.get("invitations.duplicates")
                        .tag("effect", "postcard")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whereRedisGoesAwayWhileTheEffectHappensItIsMarkedAsDoneOnceRedisIsBack() throws Exception {
        try (Running first = new Running(renewed(1))) {
            redis.stopServer();
            try {
                first.happens();
                await().during(Duration.ofSeconds(1)).until(() -> effects.get() == 1 && !first.hasEnded());
            } finally {
                redis.startServer();
            }

            assertThat(first.result()).isEqualTo("effect 1");
            assertThat(run("mail", this::effect)).isEqualTo("effect 1");
        }
    }

    @Test
    void whatIsInterruptedOnceTheEffectHasHappenedIsMarkedAllTheSame() throws Exception {
        try {
            run("mail", () -> {
                Thread.currentThread().interrupt();
                return effect();
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
    }

    @Test
    void anEffectThatIsInterruptedIsFreeForTheNext() throws Exception {
        Delivery delivery = unrenewed(1, Duration.ofMinutes(5));
        assertThatThrownBy(() -> onceOnly.run("mail", event, delivery, () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        awaitEndOfClaim();
        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
    }

    private String run(String name, Callable<String> effect) throws Exception {
        return onceOnly.run(name, event, unrenewed(1, LEASE), effect);
    }

    private String run(Delivery delivery) throws Exception {
        return onceOnly.run("mail", event, delivery, this::effect);
    }

    private String effect() {
        return "effect " + effects.incrementAndGet();
    }

    /** As of a process that has died, or whose heartbeats do not get through. */
    private static Delivery unrenewed(int receiveCount, Duration lease) {
        return new Delivery("a-test", "1", receiveCount, false, lease, Heartbeat.NONE);
    }

    private Delivery renewed(int receiveCount) {
        return new Delivery("a-test", "1", receiveCount, false, LEASE, beating(Duration.ofMinutes(1)));
    }

    private Delivery last() {
        return new Delivery("a-test", "1", 60, true, LEASE, beating(Duration.ofMinutes(1)));
    }

    private Heartbeat beating(Duration handlerTimeout) {
        Attempt attempt = new Attempt();
        Heartbeats<Attempt> heartbeats = new Heartbeats<>(time, LEASE, handlerTimeout, new NothingHidden());
        heartbeats.start();
        heartbeats.add(attempt);
        return attempt;
    }

    private String key() {
        return "invitations:once:mail:" + event;
    }

    private void awaitEndOfClaim() {
        await().until(() -> send(Command.EXISTS, key()).toInteger() == 0);
    }

    private Response send(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return server.send(request);
    }

    /** A delivery on a thread of its own, whose effect lasts until the test says so. */
    private final class Running implements AutoCloseable {
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();
        private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        private final Future<String> result;

        /** Returns once the effect is under way, or, where it is the last, waits for another. */
        Running(Delivery delivery) throws Exception {
            CountDownLatch begun = new CountDownLatch(delivery.isLast() ? 0 : 1);
            result = thread.submit(() -> {
                if (delivery.heartbeat() instanceof Attempt attempt) {
                    attempt.begin(time.nanos());
                }
                return onceOnly.run("mail", event, delivery, () -> {
                    begun.countDown();
                    // Heeds no interrupt, as an effect does that can't be taken back.
                    if (end.join()) {
                        return effect();
                    }
                    throw new IOException("no");
                });
            });
            begun.await();
        }

        void happens() {
            end.complete(true);
            await().until(() -> effects.get() == 1);
        }

        String finish() throws Exception {
            end.complete(true);
            return result();
        }

        String fail() throws Exception {
            end.complete(false);
            return result();
        }

        String result() throws Exception {
            return result.get(1, TimeUnit.MINUTES);
        }

        boolean hasEnded() {
            return result.isDone();
        }

        @Override
        public void close() {
            end.complete(false);
            thread.close();
        }
    }

    private final class NothingHidden implements Heartbeats.Keeper<Attempt> {
        @Override
        public void keepHidden(Collection<Attempt> attempts) {
            // There is no queue.
        }

        @Override
        public void giveBack(Attempt attempt) {
            givenBack.incrementAndGet();
        }
    }
}
