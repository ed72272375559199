package dev.invitations.topology.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.probe.ProbeResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbedTest {
    private static final DeclaredSubscription SUBSCRIPTION =
            Topology.read("t.yaml", """
            {topics: {invitations: {subscriptions: {email-worker: {}}}}}""").subscriptions().findFirst().orElseThrow();

    @Test
    void where_nobody_handles_a_probe_on_the_local_station_its_status_tells_who_runs() {
        assertThat(mend(ProbeResult.Status.UNHANDLED, Optional.empty(), " --local"))
                .contains("./station status");
        assertThat(mend(ProbeResult.Status.UNHANDLED, Optional.empty(), " --region eu-central-1"))
                .isEmpty();
    }

    @Test
    void what_the_probe_itself_proposes_is_kept() {
        assertThat(mend(ProbeResult.Status.NOT_ARRIVED, Optional.of("./station apply --local"), " --local"))
                .contains("./station apply --local");
    }

    private static Optional<String> mend(ProbeResult.Status status, Optional<String> proposed, String options) {
        ProbeResult result = new ProbeResult(SUBSCRIPTION, status, Optional.empty(), "", proposed);
        return Probed.of(List.of(result), new Remedies("t.yaml", options, "aws"))
                .getFirst()
                .mend();
    }
}
