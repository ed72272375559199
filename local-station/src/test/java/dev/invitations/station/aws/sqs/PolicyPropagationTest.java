package dev.invitations.station.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyPropagationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<PolicyDocument> OLD = policy("Old");
    private static final Optional<PolicyDocument> NEW = policy("New");

    private final PolicyInEffect policy = new PolicyInEffect();

    @Test
    void a_new_queue_has_no_policy_until_its_first_one_counts() {
        policy.change(OLD, START, MINUTE);

        assertThat(policy.at(START.plusSeconds(59))).isEmpty();
        assertThat(policy.at(START.plusSeconds(60))).isEqualTo(OLD);
    }

    @Test
    void the_old_one_goes_on_until_the_new_one_counts() {
        policy.change(OLD, START, Duration.ZERO);
        policy.change(NEW, START, MINUTE);

        assertThat(policy.at(START.plusSeconds(59))).isEqualTo(OLD);
        assertThat(policy.at(START.plusSeconds(60))).isEqualTo(NEW);
    }

    @Test
    void one_that_was_taken_away_goes_on_as_well() {
        policy.change(OLD, START, Duration.ZERO);
        policy.change(Optional.empty(), START, MINUTE);

        assertThat(policy.at(START.plusSeconds(59))).isEqualTo(OLD);
        assertThat(policy.at(START.plusSeconds(60))).isEmpty();
    }

    @Test
    void what_was_set_last_is_what_stays_also_when_the_propagation_has_become_shorter() {
        policy.change(OLD, START, MINUTE);
        policy.change(NEW, START, Duration.ZERO);

        assertThat(policy.at(START)).isEmpty();
        assertThat(policy.at(START.plusSeconds(60))).isEqualTo(NEW);
    }

    @Test
    void without_propagation_it_counts_at_once() {
        policy.change(OLD, START, Duration.ZERO);

        assertThat(policy.at(START)).isEqualTo(OLD);
        assertThat(policy.nextChange(START)).isEmpty();
    }

    private static Optional<PolicyDocument> policy(String sid) {
        return Optional.of(PolicyDocument.parse("""
                {"Statement": {"Sid": "%s", "Effect": "Allow", "Principal": "*", "Action": "*"}}""".formatted(sid)));
    }
}
