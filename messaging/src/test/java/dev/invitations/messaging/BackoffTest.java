package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "1000, 300"})
    void theDelayDoublesUpToTheLongestAndItsLaterHalfIsRandom(int receiveCount, long seconds) {
        assertThat(backoff.after(receiveCount))
                .isBetween(Duration.ofMillis(seconds * 500), Duration.ofSeconds(seconds));
    }

    @Test
    void everySubscriptionOutlastsAnOutageOfTwoHours() {
        assertThat(Topology.declared().queues()).isNotEmpty().allSatisfy(subscription -> {
            Duration tried = IntStream.range(1, subscription.maxReceives())
                    .mapToObj(backoff::after)
                    .reduce(Duration.ZERO, Duration::plus);
            assertThat(tried).isGreaterThan(Duration.ofHours(2));
        });
    }
}
