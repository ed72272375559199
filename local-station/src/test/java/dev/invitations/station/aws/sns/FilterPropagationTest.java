package dev.invitations.station.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilterPropagationTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final StationClock clock = new StationClock(vertx);
    private final Subscription subscription = new Subscription(
            "arn:aws:sns:us-east-1:000000000000:t:s",
            Arn.parse("arn:aws:sns:us-east-1:000000000000:t").orElseThrow(),
            "sqs",
            "arn:aws:sqs:us-east-1:000000000000:q",
            Caller.of(null));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_changed_filter_counts_after_a_while_and_until_then_the_one_before() throws Exception {
        change("{\"team\":[\"red\"]}", QUARTER);

        advance(QUARTER.minusSeconds(1));
        assertThat(passes("blue")).isTrue();
        advance(Duration.ofSeconds(2));
        assertThat(passes("blue")).isFalse();
        assertThat(passes("red")).isTrue();
    }

    @Test
    void the_last_of_two_changes_remains() throws Exception {
        change("{\"team\":[\"red\"]}", QUARTER);
        change("{\"team\":[\"blue\"]}", QUARTER);

        advance(QUARTER.plusSeconds(1));

        assertThat(passes("blue")).isTrue();
        assertThat(passes("red")).isFalse();
    }

    @Test
    void a_changed_filter_counts_at_once_where_nothing_else_is_wanted() throws Exception {
        change("{\"team\":[\"red\"]}", Duration.ZERO);

        assertThat(passes("blue")).isFalse();
    }

    private void change(String filter, Duration delay) throws Exception {
        var settings = new Settings(Duration.ZERO, delay, true, false);
        onEventLoop(() -> {
            subscription.set(Map.of("FilterPolicy", filter));
            new FilterPropagation(clock, () -> settings).filterOf(subscription);
        });
    }

    private boolean passes(String team) {
        return subscription.filter().matches("{}", Map.of("team", new MessageAttribute("String", team)));
    }

    private void advance(Duration duration) throws Exception {
        CompletableFuture<Void> advanced = new CompletableFuture<>();
        onEventLoop(() -> clock.advance(duration).onSuccess(advanced::complete));
        advanced.get(10, TimeUnit.SECONDS);
    }

    private void onEventLoop(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(_ -> {
            task.run();
            done.complete(null);
        });
        done.get(10, TimeUnit.SECONDS);
    }
}
