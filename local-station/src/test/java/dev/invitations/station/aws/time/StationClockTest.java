package dev.invitations.station.aws.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StationClockTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final StationClock clock = new StationClock(vertx);
    private final List<String> happened = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void it_is_the_machines_until_it_is_put_forward() {
        assertThat(clock.now()).isBetween(Instant.now().minusSeconds(1), Instant.now());

        advance(Duration.ofDays(3));

        assertThat(clock.now())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(3)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(3)).plusSeconds(1));
    }

    @Test
    void what_is_due_meanwhile_happens_in_its_order_and_the_rest_does_not() {
        onLoop(() -> {
            clock.schedule(Duration.ofHours(2), () -> happened.add("second"));
            clock.schedule(Duration.ofHours(1), () -> happened.add("first"));
            clock.schedule(Duration.ofHours(2), () -> happened.add("third"));
            clock.schedule(Duration.ofHours(4), () -> happened.add("later"));
            clock.schedule(Duration.ofHours(1), () -> happened.add("cancelled")).cancel();
        });

        advance(Duration.ofHours(3));

        assertThat(happened).containsExactly("first", "second", "third");
    }

    @Test
    void what_follows_happens_too_at_its_own_time() {
        List<Instant> attempts = new ArrayList<>();
        onLoop(() -> attempt(attempts, 100_000));

        advance(Duration.ofDays(23));

        assertThat(attempts).hasSize(Math.toIntExact(Duration.ofDays(23).dividedBy(Duration.ofSeconds(20))));
        assertThat(Duration.between(attempts.get(0), attempts.get(1)).toSeconds())
                .isEqualTo(20);
    }

    private void attempt(List<Instant> attempts, int left) {
        clock.schedule(Duration.ofSeconds(20), () -> {
            attempts.add(clock.now());
            attempt(attempts, left - 1);
        });
    }

    @Test
    void it_waits_for_what_is_under_way() {
        onLoop(() -> {
            clock.schedule(Duration.ofHours(1), () -> {
                Promise<Void> work = Promise.promise();
                clock.underWay(work.future())
                        .onSuccess(_ -> clock.schedule(Duration.ofMinutes(1), () -> happened.add("after work")));
                vertx.setTimer(50, _ -> work.complete());
            });
            clock.schedule(Duration.ofHours(2), () -> happened.add("at two"));
        });

        advance(Duration.ofHours(3));

        assertThat(happened).containsExactly("after work", "at two");
    }

    @Test
    void work_that_does_not_end_holds_it_up_for_a_moment_only() {
        onLoop(() -> {
            clock.underWay(Promise.promise().future());
            clock.schedule(Duration.ofSeconds(15), () -> happened.add("timed out"));
        });

        advance(Duration.ofHours(1));

        assertThat(happened).containsExactly("timed out");
    }

    @Test
    void left_alone_it_rings_by_itself() {
        var rung = new CompletableFuture<Void>();
        onLoop(() -> {
            clock.schedule(Duration.ofHours(1), () -> {});
            clock.schedule(Duration.ofMillis(10), () -> rung.complete(null));
        });

        assertThat(rung).succeedsWithin(Duration.ofSeconds(10));
    }

    private void advance(Duration duration) {
        var come = new CompletableFuture<Void>();
        loop.runOnContext(_ -> clock.advance(duration).onComplete(result -> come.complete(null)));
        assertThat(come).succeedsWithin(Duration.ofSeconds(20));
    }

    private void onLoop(Runnable task) {
        var done = new CompletableFuture<Void>();
        loop.runOnContext(_ -> Future.succeededFuture().onComplete(_ -> {
            task.run();
            done.complete(null);
        }));
        done.join();
    }
}
