package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The contract on the local station. */
@QuarkusTest
@TestProfile(SnsSqsCarrierTest.OnAws.class)
class SnsSqsCarrierTest extends SnsSqsCarrierContract {
    public static class OnAws extends On {
        public OnAws() {
            super(LocalAwsResource.class);
        }
    }

    @Test
    void aQueueThatIsGoneIsNamedByReadinessWithTheCommandThatCreatesItAndIsFoundAgain() {
        Map<QueueAttributeName, String> before = sqs.getQueueAttributes(request ->
                        request.queueUrl(url("email-worker")).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes();
        sqs.deleteQueue(request -> request.queueUrl(url("email-worker")));

        // The long polls that are under way don't notice; the next ones do.
        await().atMost(40, TimeUnit.SECONDS).untilAsserted(() -> {
            HealthCheckResponse response = readiness.call();
            assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(response.getData().orElseThrow().get("email-worker").toString())
                    .contains("email-worker does not exist")
                    .contains("./station apply");
        });

        sqs.createQueue(request -> request.queueName("email-worker").attributes(before));
        await().atMost(40, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
    }
}
