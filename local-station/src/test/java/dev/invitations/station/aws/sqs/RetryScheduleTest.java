package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void three_at_once_two_after_a_second_ten_up_to_twenty_seconds_then_every_twenty() {
        assertThat(IntStream.rangeClosed(1, 17)
                        .mapToObj(RetrySchedule::pause)
                        .map(Optional::orElseThrow)
                        .map(Duration::toMillis))
                .containsExactly(
                        0L, 0L, 0L, 1000L, 1000L, 1000L, 1395L, 1946L, 2714L, 3786L, 5282L, 7368L, 10278L, 14337L,
                        20000L, 20000L, 20000L);
    }

    @Test
    void after_100_015_retries_it_gives_up() {
        assertThat(RetrySchedule.pause(100_015)).hasValue(Duration.ofSeconds(20));
        assertThat(RetrySchedule.pause(100_016)).isEmpty();
    }
}
