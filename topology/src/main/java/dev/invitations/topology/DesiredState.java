package dev.invitations.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to exist on AWS for a topology, with every attribute. It is derived here and nowhere else.
 *
 * @param resources in the order in which they can be created: what another one points at comes first, and a topic is
 *     subscribed to only once its messages have a place to go
 */
public record DesiredState(List<Resource> resources) {

    public static DesiredState of(Topology topology, Place place) {
        List<Resource> resources = new ArrayList<>();
        for (DeclaredTopic topic : topology.topics()) {
            for (DeclaredSubscription subscription : topic.subscriptions()) {
                resources.add(deadLetterQueue(topic, subscription, place));
                resources.add(queue(topic, subscription, place));
            }
            resources.add(new Resource.Topic(topic.name(), place.topicArn(topic.name()), Map.of()));
            for (DeclaredSubscription subscription : topic.subscriptions()) {
                resources.add(subscription(topic, subscription, place));
            }
        }
        return new DesiredState(List.copyOf(resources));
    }

    private static Resource.Queue deadLetterQueue(DeclaredTopic topic, DeclaredSubscription declared, Place place) {
        String arn = place.queueArn(declared.deadLetterQueue());
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("MessageRetentionPeriod", seconds(declared.deadLetterRetention()));
        // Without it SNS can't hand over what it failed to deliver, and loses it without a word.
        attributes.put("Policy", QueuePolicy.deliveryFrom(place.topicArn(topic.name()), arn));
        return new Resource.Queue("dead-letter queue", declared.deadLetterQueue(), arn, attributes);
    }

    private static Resource.Queue queue(DeclaredTopic topic, DeclaredSubscription declared, Place place) {
        String arn = place.queueArn(declared.queue());
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("VisibilityTimeout", seconds(declared.visibilityTimeout()));
        attributes.put("MessageRetentionPeriod", seconds(declared.retention()));
        attributes.put("Policy", QueuePolicy.deliveryFrom(place.topicArn(topic.name()), arn));
        attributes.put(
                "RedrivePolicy",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("deadLetterTargetArn", place.queueArn(declared.deadLetterQueue()))
                        .put("maxReceiveCount", declared.maxReceives())
                        .toString());
        return new Resource.Queue("queue", declared.queue(), arn, attributes);
    }

    private static Resource.Subscription subscription(DeclaredTopic topic, DeclaredSubscription declared, Place place) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RawMessageDelivery", "true");
        // The scope decides how SNS reads the policy, so it comes before it.
        attributes.put("FilterPolicyScope", "MessageAttributes");
        attributes.put("FilterPolicy", declared.filter().toJson());
        attributes.put(
                "RedrivePolicy",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("deadLetterTargetArn", place.queueArn(declared.deadLetterQueue()))
                        .toString());
        return new Resource.Subscription(
                declared.name(), place.topicArn(topic.name()), "sqs", place.queueArn(declared.queue()), attributes);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
