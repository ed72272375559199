package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the people and pipelines have to be allowed that run {@code ./station} on AWS: {@code plan} and {@code doctor} look,
 * {@code apply} also changes. What deletes, publishes or moves messages is for fewer, so it is apart.
 */
final class OperatorPolicies {
    private static final List<String> EVERYTHING = List.of("*");

    private final Topology topology;
    private final Place place;

    OperatorPolicies(Topology topology, Place place) {
        this.topology = topology;
        this.place = place;
    }

    /** By the command; those for {@code probe} and {@code prune} come on top of those for {@code doctor} and {@code apply}. */
    Map<String, ObjectNode> all() {
        Map<String, ObjectNode> policies = new LinkedHashMap<>();
        policies.put("station-plan", find(look(new IamPolicy())).json());
        policies.put("station-apply", change(find(look(new IamPolicy()))).json());
        policies.put("station-prune", delete(new IamPolicy()).json());
        policies.put("station-doctor", examine(look(new IamPolicy())).json());
        policies.put("station-probe", probe(new IamPolicy()).json());
        policies.put("station-dlq", moveDeadLetters(new IamPolicy()).json());
        return policies;
    }

    private IamPolicy look(IamPolicy policy) {
        policy.allow(
                "look at queues",
                List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl"),
                List.of(place.queueArn(topology.prefix() + "*")));
        policy.allow(
                "look at topics",
                List.of("sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic"),
                List.of(place.topicArn(topology.prefix() + "*")));
        // IAM can't restrict it to some subscriptions.
        policy.allow("look at subscriptions", List.of("sns:GetSubscriptionAttributes"), EVERYTHING);
        return policy;
    }

    /** What was declared once is known by its tags. */
    private IamPolicy find(IamPolicy policy) {
        policy.allow("list", List.of("sns:ListTopics", "sqs:ListQueues"), EVERYTHING);
        policy.allow(
                "look at tags",
                List.of("sns:ListTagsForResource", "sqs:ListQueueTags"),
                List.of(place.queueArn(topology.prefix() + "*"), place.topicArn(topology.prefix() + "*")));
        return policy;
    }

    private IamPolicy examine(IamPolicy policy) {
        policy.allow("age of messages", List.of("cloudwatch:GetMetricData"), EVERYTHING);
        return withKeys(policy, "kms:DescribeKey", "kms:GetKeyPolicy");
    }

    private IamPolicy probe(IamPolicy policy) {
        policy.allow("publish", List.of("sns:Publish"), arns("topic"));
        policy.allow(
                "hear replies",
                List.of(
                        "sqs:CreateQueue",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage",
                        "sqs:TagQueue"),
                List.of(place.queueArn(ProbeReply.queue(topology.prefix()))));
        return withKeys(policy, "kms:Decrypt", "kms:GenerateDataKey");
    }

    private IamPolicy change(IamPolicy policy) {
        List<String> queues = new ArrayList<>(arns(Resource.DEAD_LETTER_QUEUE));
        queues.addAll(arns(Resource.QUEUE));
        policy.allow("change queues", List.of("sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:TagQueue"), queues);
        policy.allow(
                "change topics",
                List.of("sns:CreateTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource"),
                arns("topic"));
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

    /** SQS moves messages in the name of who asks for it, who needs the permission to receive and to send. */
    private IamPolicy moveDeadLetters(IamPolicy policy) {
        policy.allow(
                "take from dead-letter queues",
                List.of(
                        "sqs:CancelMessageMoveTask",
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ListMessageMoveTasks",
                        "sqs:PurgeQueue",
                        "sqs:ReceiveMessage",
                        "sqs:StartMessageMoveTask"),
                arns(Resource.DEAD_LETTER_QUEUE));
        policy.allow("move to queues", List.of("sqs:SendMessage"), arns(Resource.QUEUE));
        policy.allow("find endpoints", List.of("sns:ListSubscriptionsByTopic"), arns("topic"));
        return withKeys(policy, "kms:Decrypt", "kms:GenerateDataKey");
    }

    private IamPolicy withKeys(IamPolicy policy, String... actions) {
        topology.topics().stream()
                .flatMap(topic -> topic.encryptionKey().stream())
                .distinct()
                .forEach(key -> new EncryptionKey(key).allow(policy, "use " + key, List.of(actions), place));
        return policy;
    }

    private List<String> arns(String kind) {
        return DesiredState.of(topology, place).resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .flatMap(resource -> resource.knownArn().stream())
                .toList();
    }
}
