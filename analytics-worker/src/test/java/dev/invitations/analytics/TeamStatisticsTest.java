package dev.invitations.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TeamStatisticsTest {
    @Test
    void theMedianIsTheValueInTheMiddle() {
        assertThat(TeamStatistics.median(List.of(9L, 1L, 5L))).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(TeamStatistics.median(List.of(10L, 1L, 4L, 100L))).isEqualTo(7);
    }

    @Test
    void nothingHasNoMedian() {
        assertThat(TeamStatistics.median(List.of())).isNull();
    }
}
