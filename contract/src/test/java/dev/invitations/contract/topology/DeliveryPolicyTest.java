package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryPolicyTest {

    @Test
    void the_four_phases_follow_each_other() {
        assertThat(seconds(policy(1, 4, 8, 2, 1, 2, BackoffFunction.LINEAR)))
                .containsExactly(0L, 0L, 1L, 1L, 2L, 4L, 4L, 4L);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, 25, 50, 75", "ARITHMETIC, 10, 30, 60", "GEOMETRIC, 6, 20, 46", "EXPONENTIAL, 3, 11, 35"})
    void the_pause_grows_by_the_function(BackoffFunction function, long second, long third, long fourth) {
        assertThat(seconds(policy(1, 101, 5, 0, 0, 0, function)))
                .containsExactly(1L, 1 + second, 1 + third, 1 + fourth, 101L);
    }

    @ParameterizedTest
    @EnumSource
    void no_pause_leaves_its_bounds_and_none_is_shorter_than_the_one_before(BackoffFunction function) {
        DeliveryPolicy policy = policy(2, 90, 100, 0, 3, 5, function);

        assertThat(policy.delays())
                .hasSize(100)
                .isSorted()
                .allMatch(delay ->
                        delay.compareTo(policy.minDelayTarget()) >= 0 && delay.compareTo(policy.maxDelayTarget()) <= 0);
        assertThat(policy.total()).isEqualTo(policy.delays().stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    void a_single_retry_comes_after_the_shortest_pause() {
        assertThat(seconds(policy(5, 50, 1, 0, 0, 0, BackoffFunction.LINEAR))).containsExactly(5L);
        assertThat(policy(5, 50, 0, 0, 0, 0, BackoffFunction.LINEAR).total()).isZero();
    }

    @Test
    void sns_takes_it_as_json() {
        assertThat(policy(1, 60, 10, 1, 2, 3, BackoffFunction.EXPONENTIAL).toJson())
                .isEqualTo("""
                {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":60,"numRetries":10,"numNoDelayRetries":1,\
                "numMinDelayRetries":2,"numMaxDelayRetries":3,"backoffFunction":"exponential"},\
                "throttlePolicy":{"maxReceivesPerSecond":7}}""");
    }

    private static List<Long> seconds(DeliveryPolicy policy) {
        return policy.delays().stream().map(Duration::toSeconds).toList();
    }

    private static DeliveryPolicy policy(
            int min, int max, int all, int atOnce, int atMin, int atMax, BackoffFunction function) {
        return new DeliveryPolicy(
                Duration.ofSeconds(min),
                Duration.ofSeconds(max),
                all,
                atOnce,
                atMin,
                atMax,
                function,
                OptionalInt.of(7));
    }
}
