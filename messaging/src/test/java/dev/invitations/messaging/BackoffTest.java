package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "1000, 300"})
    void theDelayIsUpToChanceBelowOneThatDoublesUpToTheLongest(int failures, long seconds) {
        List<Duration> delays = Stream.generate(() -> backoff.after(failures))
                .limit(1_000)
                .sorted()
                .toList();

        assertThat(delays.getLast()).isBetween(Duration.ofMillis(seconds * 980), Duration.ofSeconds(seconds));
        assertThat(delays.getFirst()).isBetween(Duration.ZERO, Duration.ofMillis(seconds * 20));
    }

    @Test
    void everySubscriptionOutlastsAnOutageOfAnHour() {
        assertThat(Topology.declared().queues()).isNotEmpty().allSatisfy(subscription -> {
            Duration tried = IntStream.range(1, subscription.maxReceives())
                    .mapToObj(backoff::after)
                    .reduce(Duration.ZERO, Duration::plus);
            assertThat(tried).isGreaterThan(Duration.ofHours(1));
        });
    }
}
