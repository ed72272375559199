package dev.invitations.station.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    @Test
    void theWaitDoublesFromOneSecondToFiveMinutes() {
        assertThat(Stream.iterate(Duration.ofSeconds(1), wait -> BackOff.LAPTOP.next(wait, MOMENT))
                        .limit(11)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void theLongestWaitCanBeAnother() {
        BackOff quick = BackOff.LAPTOP.upTo(Duration.ofSeconds(3));

        assertThat(Stream.iterate(Duration.ofSeconds(1), wait -> quick.next(wait, MOMENT))
                        .limit(4)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void theFirstWaitIsTheShortest() {
        assertThat(BackOff.LAPTOP.next(Duration.ZERO, MOMENT)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoRanForTenMinutesBeginsAnew() {
        assertThat(BackOff.LAPTOP.next(Duration.ofMinutes(5), Duration.ofMinutes(10)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(BackOff.LAPTOP.next(Duration.ofMinutes(5), Duration.ofSeconds(599)))
                .isEqualTo(Duration.ofMinutes(5));
    }
}
