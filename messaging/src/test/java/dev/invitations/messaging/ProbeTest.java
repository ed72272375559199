package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.probe.Probe;
import dev.invitations.topology.probe.ProbeResult;
import dev.invitations.topology.probe.ProbeResult.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A probe through subscriptions that a running service handles. */
@QuarkusTest
@TestProfile(SnsSqsCarrierTest.OnAws.class)
class ProbeTest {
    @Inject
    SnsClient sns;

    @Inject
    SqsClient sqs;

    @Inject
    @Subscription("email-worker")
    RecordingHandlers.OfInvitations invitations;

    @Inject
    @Subscription("analytics-worker")
    RecordingHandlers.OfEverything everything;

    @Test
    void arrivesThroughEverySubscriptionAndReachesNoHandler() {
        Map<String, Integer> attempts = Map.copyOf(invitations.attempts());
        List<RecordingHandlers.Handled> handled = List.copyOf(everything.handled());

        List<ProbeResult> results = probe();

        assertThat(results)
                .extracting(result -> result.subscription().name() + " " + result.status())
                .containsExactly("email-worker ARRIVED", "analytics-worker ARRIVED");
        assertThat(results).allSatisfy(result -> {
            assertThat(result.after())
                    .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofSeconds(30)));
            assertThat(result.sentence()).matches("answered after \\d+\\.\\d s");
        });
        assertThat(invitations.attempts()).isEqualTo(attempts);
        assertThat(everything.handled()).isEqualTo(handled);
    }

    @Test
    void twoAtOnceEachGetTheirOwnAnswers() {
        List<List<ProbeResult>> both =
                List.of(1, 2).parallelStream().map(number -> probe()).toList();

        assertThat(both)
                .allSatisfy(results ->
                        assertThat(results).extracting(ProbeResult::status).containsOnly(Status.ARRIVED));
    }

    private List<ProbeResult> probe() {
        // Not closed: the clients are the service's.
        Aws aws = new Aws(sns, sqs, Place.LOCAL, Duration.ofSeconds(2));
        return new Probe(Topology.declared(), aws, Duration.ofSeconds(30), "").run();
    }
}
