package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class OnceOnlyTest {
    @Inject
    OnceOnly onceOnly;

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
    void whileOneIsAtItAnotherIsSentAwayForAMoment() throws Exception {
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

    private String effect() {
        return "effect " + effects.incrementAndGet();
    }
}
