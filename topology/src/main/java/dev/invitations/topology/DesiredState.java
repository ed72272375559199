package dev.invitations.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to exist on AWS for a topology, with every attribute. It is derived here and nowhere else.
 *
 * @param resources in the order in which they can be created: what another one points at comes first, and a topic is
 *     subscribed to only once its messages have a place to go
 */
public record DesiredState(List<Resource> resources) {

    /** Derives it; nothing is asked of AWS. */
    public static DesiredState of(Topology topology, Place place) {
        List<Resource> resources = new ArrayList<>();
        for (DeclaredTopic topic : topology.topics()) {
            resources.addAll(new Derivation(topic, place, tags(topology, topic)).resources());
        }
        return new DesiredState(List.copyOf(resources));
    }

    /** What one subscription needs: its dead-letter queue, its queue if it has one, and the subscription itself. */
    public List<Resource> resourcesOf(DeclaredSubscription declared) {
        return resources.stream()
                .filter(resource -> switch (resource) {
                    case Resource.Queue queue -> isOf(declared, queue);
                    case Resource.Subscription subscription ->
                        subscription.name().equals(declared.name());
                    case Resource.Topic topic -> false;
                })
                .toList();
    }

    /** What one subscription is to be at SNS. */
    public Resource.Subscription subscriptionOf(DeclaredSubscription declared) {
        return resources.stream()
                .filter(Resource.Subscription.class::isInstance)
                .map(Resource.Subscription.class::cast)
                .filter(subscription -> subscription.name().equals(declared.name()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(DeclaredSubscription declared, Resource.Queue queue) {
        return queue.name().equals(declared.deadLetterQueue())
                || declared instanceof QueueSubscription own && queue.name().equals(own.queue());
    }

    /** The tag by which resources of a topology are known from those that others made in the same account. */
    public static Map.Entry<String, String> ownership(Topology topology) {
        return Map.entry(Topology.TAG, "prefix:" + topology.prefix());
    }

    private static Map<String, String> tags(Topology topology, DeclaredTopic topic) {
        Map<String, String> tags = new LinkedHashMap<>(topic.tags());
        Map.Entry<String, String> ownership = ownership(topology);
        tags.put(ownership.getKey(), ownership.getValue());
        return tags;
    }

    /** The resources of one topic. An attribute that must not be there is written as the empty text, as SNS and SQS do. */
    private record Derivation(DeclaredTopic topic, Place place, Map<String, String> tags) {

        List<Resource> resources() {
            List<Resource> resources = new ArrayList<>();
            for (DeclaredSubscription subscription : topic.subscriptions()) {
                resources.add(deadLetterQueue(subscription));
                if (subscription instanceof QueueSubscription queue) {
                    resources.add(queue(queue));
                }
            }
            resources.add(topicItself());
            topic.subscriptions().forEach(subscription -> resources.add(subscription(subscription)));
            return resources;
        }

        private Resource.Queue deadLetterQueue(DeclaredSubscription declared) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("MessageRetentionPeriod", seconds(declared.deadLetterRetention()));
            // Without it SNS can't hand over what it failed to deliver, and loses it without a word.
            attributes.put("Policy", QueuePolicy.deliveryFrom(topicArn(), deadLetterArn(declared)));
            attributes.put("RedriveAllowPolicy", redriveAllowPolicy(declared));
            putEncryption(attributes);
            return new Resource.Queue(
                    Resource.DEAD_LETTER_QUEUE,
                    declared.deadLetterQueue(),
                    deadLetterArn(declared),
                    declared.fifo(),
                    attributes,
                    tags);
        }

        /** The queue that may move its messages here. SNS is not asked: its own redrive needs only the policy. */
        private String redriveAllowPolicy(DeclaredSubscription declared) {
            ObjectNode policy = JsonNodeFactory.instance.objectNode();
            switch (declared) {
                case QueueSubscription queue ->
                    policy.put("redrivePermission", "byQueue")
                            .putArray("sourceQueueArns")
                            .add(place.queueArn(queue.queue()));
                case HttpSubscription http -> policy.put("redrivePermission", "denyAll");
            }
            return policy.toString();
        }

        private Resource.Queue queue(QueueSubscription declared) {
            String arn = place.queueArn(declared.queue());
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("VisibilityTimeout", seconds(declared.visibilityTimeout()));
            attributes.put("MessageRetentionPeriod", seconds(declared.retention()));
            attributes.put("Policy", QueuePolicy.deliveryFrom(topicArn(), arn));
            attributes.put(
                    "RedrivePolicy",
                    redriveTo(declared)
                            .put("maxReceiveCount", declared.maxReceives())
                            .toString());
            putEncryption(attributes);
            return new Resource.Queue(Resource.QUEUE, declared.queue(), arn, declared.fifo(), attributes, tags);
        }

        private void putEncryption(Map<String, String> queue) {
            queue.put("KmsMasterKeyId", topic.encryptionKey().orElse(""));
            // SQS refuses a queue both kinds of encryption: who asks for one has to put the other off in the same call.
            queue.put(
                    "SqsManagedSseEnabled",
                    Boolean.toString(topic.encryptionKey().isEmpty()));
        }

        private Resource.Topic topicItself() {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("Policy", TopicPolicy.of(topicArn(), place, topic.otherAccounts()));
            attributes.put("KmsMasterKeyId", topic.encryptionKey().orElse(""));
            if (topic.subscriptions().stream().anyMatch(HttpSubscription.class::isInstance)) {
                // Endpoints verify signatures; those of version 1 are made with SHA-1.
                attributes.put("SignatureVersion", "2");
            }
            return new Resource.Topic(topic.topic(), topicArn(), topic.fifo(), attributes, tags);
        }

        private Resource.Subscription subscription(DeclaredSubscription declared) {
            Map<String, String> attributes = new LinkedHashMap<>();
            // Over HTTP the envelope stays, since it is what carries the signature.
            attributes.put("RawMessageDelivery", Boolean.toString(declared instanceof QueueSubscription));
            // The scope decides how SNS reads the policy: SubscriptionApi sets the two in the order that SNS takes.
            attributes.put("FilterPolicyScope", declared.filter().scope().wireName());
            attributes.put("FilterPolicy", declared.filter().toJson());
            String endpoint =
                    switch (declared) {
                        case QueueSubscription queue -> place.queueArn(queue.queue());
                        case HttpSubscription http -> {
                            Optional<String> policy = http.deliveryPolicy().map(DeliveryPolicy::toJson);
                            attributes.put("DeliveryPolicy", policy.orElse(""));
                            yield http.endpoint().toString();
                        }
                    };
            attributes.put("RedrivePolicy", redriveTo(declared).toString());
            return new Resource.Subscription(declared.name(), topicArn(), declared.protocol(), endpoint, attributes);
        }

        private ObjectNode redriveTo(DeclaredSubscription declared) {
            return JsonNodeFactory.instance.objectNode().put("deadLetterTargetArn", deadLetterArn(declared));
        }

        private String topicArn() {
            return place.topicArn(topic.topic());
        }

        private String deadLetterArn(DeclaredSubscription declared) {
            return place.queueArn(declared.deadLetterQueue());
        }

        private static String seconds(Duration duration) {
            return Long.toString(duration.toSeconds());
        }
    }
}
