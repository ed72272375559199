package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.UserInvited;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Message;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The contract on SNS and SQS, whosever they are. */
abstract class SnsSqsCarrierContract extends CarrierContract {
    /** A service that has the SNS and SQS of a resource. */
    abstract static class On implements QuarkusTestProfile {
        private final Class<? extends QuarkusTestResourceLifecycleManager> aws;

        On(Class<? extends QuarkusTestResourceLifecycleManager> aws) {
            this.aws = aws;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("invitations.pubsub.impl", "aws");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(aws), new TestResourceEntry(RedisResource.class));
        }
    }

    @Inject
    SqsClient sqs;

    @Inject
    Topology topology;

    /** A received message stays hidden, so what was seen is kept here. */
    private final List<Message> seen = new CopyOnWriteArrayList<>();

    @Override
    List<Message> deadLetters(String subscription) {
        String url = url(declared(subscription).deadLetterQueue());
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
            Map<QueueAttributeName, String> depth = sqs.getQueueAttributes(request -> request.queueUrl(
                                    url(declared("email-worker").queue()))
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes();
            assertThat(depth.values()).containsOnly("0");
        });
    }

    private QueueSubscription declared(String subscription) {
        return topology.queues()
                .filter(queue -> queue.name().equals(subscription))
                .findFirst()
                .orElseThrow();
    }

    String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}
