package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.EventIds;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class OnceOnlyTest {
    @Inject
    OnceOnly onceOnly;

    @ConfigProperty(name = "invitations.pubsub.lease")
    Duration lease;

    RedisResource redis;

    private final UUID event = EventIds.random();
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void anEffectHappensOnceAndItsResultIsRemembered() throws Exception {
        assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
        assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
    }

    @Test
    void effectsOfOtherNamesAreOtherEffects() throws Exception {
        onceOnly.run("mail", event, this::effect);

        assertThat(onceOnly.run("letter", event, this::effect)).isEqualTo("effect 2");
    }

    @Test
    void anEffectThatFailsIsFreeForTheNext() throws Exception {
        assertThatThrownBy(() -> onceOnly.run("mail", event, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);

        assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
    }

    @Test
    void whileOneIsAtItHoweverLongAnotherIsSentAwayForAMoment() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> onceOnly.run("mail", event, () -> {
                begun.countDown();
                finish.await();
                return effect();
            }));
            begun.await();

            assertThatThrownBy(() -> onceOnly.run("mail", event, this::effect))
                    .isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.delay())
                            .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5)));
            await("longer than its lease it keeps others away")
                    .during(lease.multipliedBy(2))
                    .atMost(lease.multipliedBy(3))
                    .untilAsserted(() -> assertThatThrownBy(() -> onceOnly.run("mail", event, this::effect))
                            .isInstanceOf(RetryLater.class));

            finish.countDown();
            assertThat(first.get()).isEqualTo("effect 1");
        }
    }

    @Test
    void withoutRedisNothingIsGuessed() {
        redis.stopServer();
        try {
            assertThatThrownBy(() -> onceOnly.run("mail", event, this::effect)).hasMessageContaining("Redis");
            assertThat(effects).hasValue(0);
        } finally {
            redis.startServer();
        }
    }

    @Test
    void whereRedisGoesAwayWhileTheEffectHappensItIsMarkedAsDoneOnceRedisIsBack() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> onceOnly.run("mail", event, () -> {
                redis.stopServer();
                return effect();
            }));
            await().until(() -> effects.get() == 1);
            assertThatThrownBy(() -> first.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            redis.startServer();

            assertThat(first.get()).isEqualTo("effect 1");
            assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
        }
    }

    @Test
    void whatIsInterruptedOnceTheEffectHasHappenedIsMarkedAllTheSame() throws Exception {
        try {
            onceOnly.run("mail", event, () -> {
                Thread.currentThread().interrupt();
                return effect();
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
    }

    @Test
    void anEffectThatIsInterruptedIsFreeForTheNext() throws Exception {
        assertThatThrownBy(() -> onceOnly.run("mail", event, () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(onceOnly.run("mail", event, this::effect)).isEqualTo("effect 1");
    }

    private String effect() {
        return "effect " + effects.incrementAndGet();
    }
}
