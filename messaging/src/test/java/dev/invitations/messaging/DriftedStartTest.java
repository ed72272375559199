package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.topology.Topology;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A service that starts where somebody has changed what was applied. */
@QuarkusTest
@TestProfile(DriftedStartTest.OnDriftedAws.class)
class DriftedStartTest {
    public static class OnDriftedAws implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.pubsub.impl", "aws");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(LocalAwsResource.class, Map.of(LocalAwsResource.VISIBILITY_TIMEOUT, "45")),
                    new TestResourceEntry(RedisResource.class));
        }
    }

    @Inject
    @Readiness
    SubscriptionsReadiness readiness;

    @Inject
    SnsClient sns;

    @Inject
    SqsClient sqs;

    @Test
    void isNotReadyAndSaysWhyUntilItIsMendedAndIsReadyFromThenOn() {
        awaitStatus(Status.DOWN);
        assertThat(readiness.call().getData().orElseThrow().get("email-worker").toString())
                .startsWith("the queue email-worker is not as declared (VisibilityTimeout 45 -> 30): "
                        + "./station apply --endpoint-url http://localhost:");

        new Apply(sns, sqs, Place.LOCAL, Duration.ofSeconds(2)).apply(Topology.declared(), applied -> {});

        awaitStatus(Status.UP);
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("email-worker", "receiving");
    }

    private void awaitStatus(Status status) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            HealthCheckResponse response = readiness.call();
            assertThat(response.getData().orElseThrow().toString()).doesNotContain("looking", "starting");
            assertThat(response.getStatus()).isEqualTo(status);
        });
    }
}
