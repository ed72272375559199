package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.QuarkusTestProfile.TestResourceEntry;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@QuarkusTest
@TestProfile(SnsSqsCarrierTest.OnAws.class)
class SnsSqsCarrierTest extends CarrierContract {
    public static class OnAws implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.pubsub.impl", "aws");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LocalAwsResource.class), new TestResourceEntry(RedisResource.class));
        }
    }

    @Inject
    SqsClient sqs;

    @Inject
    SnsClient sns;

    /** A received message stays hidden, so what was seen is kept here. */
    private final List<Message> seen = new CopyOnWriteArrayList<>();

    @Override
    List<Message> deadLetters(String subscription) {
        String url = url(subscription + "-dlq");
        sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages()
                .forEach(message -> seen.add(new Message(
                        message.body(),
                        message.messageAttributes().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                                        .stringValue())))));
        return seen;
    }

    @Test
    void whatIsHandledIsDeleted() {
        UserInvited invited = Events.invited("gone@example.com");

        publisher.publish(invited);

        await().untilAsserted(() -> assertThat(invitations.handled())
                .extracting(RecordingHandlers.Handled::event)
                .contains(invited));
        await().untilAsserted(() -> {
            Map<QueueAttributeName, String> depth = sqs.getQueueAttributes(
                            request -> request.queueUrl(url("email-worker"))
                                    .attributeNames(
                                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes();
            assertThat(depth.values()).containsOnly("0");
        });
    }

    @Test
    void anEventThatIsTooLargeIsSaidToBeAndTheOthersOfItsBatchArrive() {
        UserInvited fine = Events.invited("fine@example.com");
        UserInvited large = Events.invited("large@example.com", "x".repeat(300_000));

        List<Optional<PublishFailed>> results = publisher.publish(List.of(large, fine));

        assertThat(results.get(0))
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("too long"));
        assertThat(results.get(1)).isEmpty();
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

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}
