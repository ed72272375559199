package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.EventIds;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Attempt;
import dev.invitations.messaging.carrier.Heartbeats;
import dev.invitations.messaging.carrier.MachineTime;
import dev.invitations.messaging.carrier.Time;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class OnceOnlyTest {
    @Inject
    OnceOnly onceOnly;

    private static final Duration LEASE = Duration.ofSeconds(1);

    RedisResource redis;

    private final UUID event = EventIds.random();
    private final AtomicInteger effects = new AtomicInteger();

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
    void whileOneIsAtItHoweverLongAnotherIsSentAwayForAMoment() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> run("mail", () -> {
                begun.countDown();
                finish.await();
                return effect();
            }));
            begun.await();

            assertThatThrownBy(() -> run("mail", this::effect))
                    .isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.delay())
                            .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5)));
            await("longer than its lease it keeps others away")
                    .during(LEASE.multipliedBy(2))
                    .atMost(LEASE.multipliedBy(3))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> run("mail", this::effect)).isInstanceOf(RetryLater.class));

            finish.countDown();
            assertThat(first.get()).isEqualTo("effect 1");
        }
    }

    @Test
    void withoutRedisNothingIsGuessed() {
        redis.stopServer();
        try {
            assertThatThrownBy(() -> run("mail", this::effect)).hasMessageContaining("Redis");
            assertThat(effects).hasValue(0);
        } finally {
            redis.startServer();
        }
    }

    @Test
    void whereRedisGoesAwayWhileTheEffectHappensItIsMarkedAsDoneOnceRedisIsBack() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> run("mail", () -> {
                redis.stopServer();
                return effect();
            }));
            await().until(() -> effects.get() == 1);
            assertThatThrownBy(() -> first.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            redis.startServer();

            assertThat(first.get()).isEqualTo("effect 1");
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
        assertThatThrownBy(() -> run("mail", () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(run("mail", this::effect)).isEqualTo("effect 1");
    }

    private String run(String name, Callable<String> effect) throws Exception {
        Attempt attempt = new Attempt();
        try (Time time = new MachineTime("a-test")) {
            Heartbeats<Attempt> heartbeats = new Heartbeats<>(time, LEASE, Duration.ofMinutes(1), new NothingHidden());
            heartbeats.start();
            heartbeats.add(attempt);
            return onceOnly.run(name, event, new Delivery("a-test", "1", 1, false, LEASE, attempt), effect);
        }
    }

    private String effect() {
        return "effect " + effects.incrementAndGet();
    }

    private static final class NothingHidden implements Heartbeats.Keeper<Attempt> {
        @Override
        public void keepHidden(Collection<Attempt> attempts) {
            // There is no queue.
        }

        @Override
        public void giveBack(Attempt attempt) {
            throw new AssertionError("a minute is long enough");
        }
    }
}
