package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the people and pipelines have to be allowed that run {@code ./station} on AWS: {@code plan} and {@code doctor} look,
 * {@code apply} looks and changes, and {@code apply --prune} also deletes.
 */
final class OperatorPolicies {
    private static final List<String> EVERYTHING = List.of("*");

    private final Topology topology;
    private final Place place;
    private final List<String> queues;
    private final List<String> topics;

    OperatorPolicies(Topology topology, Place place) {
        this.topology = topology;
        this.place = place;
        List<Resource> resources = DesiredState.of(topology, place).resources();
        this.queues = resources.stream()
                .filter(Resource.Queue.class::isInstance)
                .map(resource -> ((Resource.Queue) resource).arn())
                .toList();
        this.topics = resources.stream()
                .filter(Resource.Topic.class::isInstance)
                .map(resource -> ((Resource.Topic) resource).arn())
                .toList();
    }

    /** By the command; that for {@code prune} comes on top of that for {@code apply}. */
    Map<String, ObjectNode> all() {
        Map<String, ObjectNode> policies = new LinkedHashMap<>();
        policies.put("station-doctor", look(new IamPolicy()).json());
        policies.put("station-apply", change(look(new IamPolicy())).json());
        policies.put("station-prune", delete(new IamPolicy()).json());
        return policies;
    }

    private IamPolicy look(IamPolicy policy) {
        // Those that are ours and no longer declared are known by their tags.
        policy.allow(
                "look at queues",
                List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"),
                List.of(place.queueArn(topology.prefix() + "*")));
        policy.allow(
                "look at topics",
                List.of("sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:ListTagsForResource"),
                List.of(place.topicArn(topology.prefix() + "*")));
        policy.allow(
                "look for all",
                List.of("sns:GetSubscriptionAttributes", "sns:ListTopics", "sqs:ListQueues"),
                EVERYTHING);
        for (String key : keys()) {
            new EncryptionKey(key)
                    .allow(policy, "look at " + key, List.of("kms:DescribeKey", "kms:GetKeyPolicy"), place);
        }
        return policy;
    }

    private IamPolicy change(IamPolicy policy) {
        policy.allow("change queues", List.of("sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:TagQueue"), queues);
        policy.allow(
                "change topics",
                List.of("sns:CreateTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource"),
                topics);
        // IAM can't restrict it to some subscriptions.
        policy.allow("change subscriptions", List.of("sns:SetSubscriptionAttributes"), EVERYTHING);
        return policy;
    }

    /** What is no longer declared can't be listed; that it was is known by its tag. */
    private IamPolicy delete(IamPolicy policy) {
        Map.Entry<String, String> ownership = DesiredState.ownership(topology);
        policy.allow(
                        "delete own",
                        List.of("sns:DeleteTopic", "sqs:DeleteQueue"),
                        List.of(place.queueArn(topology.prefix() + "*"), place.topicArn(topology.prefix() + "*")))
                .putObject("Condition")
                .putObject("StringEquals")
                .put("aws:ResourceTag/" + ownership.getKey(), ownership.getValue());
        policy.allow("unsubscribe", List.of("sns:Unsubscribe"), EVERYTHING);
        return policy;
    }

    private List<String> keys() {
        return topology.topics().stream()
                .flatMap(topic -> topic.encryptionKey().stream())
                .distinct()
                .toList();
    }
}
