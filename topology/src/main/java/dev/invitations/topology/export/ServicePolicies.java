package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each service has to be allowed. The publishers are declared; a queue is received from by the service of the
 * subscription's name.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions of SNS</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions of SQS</a>
 */
final class ServicePolicies {
    private final Topology topology;
    private final Place place;

    ServicePolicies(Topology topology, Place place) {
        this.topology = topology;
        this.place = place;
    }

    /** By the name of the service. */
    Map<String, ObjectNode> all() {
        Map<String, ObjectNode> policies = new LinkedHashMap<>();
        topology.topics().stream()
                .flatMap(topic ->
                        Stream.concat(topic.publishers().stream(), queues(topic).map(QueueSubscription::name)))
                .distinct()
                .forEach(service -> policies.put(service, policy(service)));
        return policies;
    }

    private static Stream<QueueSubscription> queues(DeclaredTopic topic) {
        return topic.subscriptions().stream()
                .filter(QueueSubscription.class::isInstance)
                .map(QueueSubscription.class::cast);
    }

    private ObjectNode policy(String service) {
        IamPolicy policy = new IamPolicy();
        Set<String> keys = new LinkedHashSet<>();
        for (DeclaredTopic topic : topology.topics()) {
            boolean publishes = topic.publishers().contains(service);
            List<QueueSubscription> handled =
                    queues(topic).filter(queue -> queue.name().equals(service)).toList();
            if (publishes) {
                publish(policy, topic);
            }
            handled.forEach(subscription -> handle(policy, topic, subscription));
            if (publishes || !handled.isEmpty()) {
                topic.encryptionKey().ifPresent(keys::add);
            }
        }
        // Reading needs the one, sending both: SNS and SQS use the key in the name of who calls them.
        keys.forEach(key -> new EncryptionKey(key)
                .allow(policy, "encrypt with " + key, List.of("kms:Decrypt", "kms:GenerateDataKey"), place));
        return policy.json();
    }

    private void publish(IamPolicy policy, DeclaredTopic topic) {
        // For readiness, it looks whether the topic is there.
        policy.allow(
                "publish to " + topic.name(),
                List.of("sns:GetTopicAttributes", "sns:Publish"),
                List.of(place.topicArn(topic.topic())));
    }

    private void handle(IamPolicy policy, DeclaredTopic topic, QueueSubscription subscription) {
        // On its start it looks whether its queues are as declared.
        policy.allow(
                "receive",
                List.of(
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage"),
                List.of(place.queueArn(subscription.queue())));
        policy.allow(
                "refuse to dead-letter queue",
                List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"),
                List.of(place.queueArn(subscription.deadLetterQueue())));
        policy.allow(
                "check subscription",
                List.of("sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic"),
                List.of(place.topicArn(topic.topic())));
        // IAM knows no ARNs of subscriptions here.
        policy.allow("check subscription attributes", List.of("sns:GetSubscriptionAttributes"), List.of("*"));
        policy.allow(
                "answer probes",
                List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
                List.of(place.queueArn(ProbeReply.queue(topology.prefix()))));
    }
}
