package dev.invitations.station.aws.sns;

import dev.invitations.topology.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a topic's attributes, and shows them. Its sentences lack the "Invalid parameter: " of the answer. */
final class TopicAttributes {
    private static final Set<String> SETTABLE = Set.of(
            "ArchivePolicy",
            "ContentBasedDeduplication",
            "DeliveryPolicy",
            "DisplayName",
            "FifoThroughputScope",
            "KmsMasterKeyId",
            "Policy",
            "SignatureVersion",
            "TracingConfig");

    private static final String DEFAULT_POLICY = """
            {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
            "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
            "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
            "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
            "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""";

    private TopicAttributes() {}

    /** What is wrong with a value, in SNS's words where they are known. */
    static Optional<String> refusal(String name, String value) {
        if (!SETTABLE.contains(name) && !isFeedback(name)) {
            return Optional.of("AttributeName");
        }
        return switch (name) {
            case "DisplayName" ->
                refusalUnless(value.length() <= 100 && value.chars().noneMatch(Character::isISOControl), name, value);
            case "SignatureVersion" -> refusalUnless(value.matches("|1|2"), name, value);
            case "TracingConfig" -> refusalUnless(value.matches("|PassThrough|Active"), name, value);
            case "ContentBasedDeduplication" -> refusalUnless(value.matches("true|false"), name, value);
            case "Policy" -> value.isEmpty() ? Optional.empty() : refusalOfPolicy(value);
            case "DeliveryPolicy", "ArchivePolicy" ->
                value.isEmpty() ? Optional.empty() : Attributes.refusalOfJson(name, value);
            default -> Optional.empty();
        };
    }

    private static boolean isFeedback(String name) {
        return name.matches("(HTTP|Firehose|Lambda|Application|SQS)"
                + "(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)");
    }

    private static Optional<String> refusalUnless(boolean isRight, String name, String value) {
        return isRight ? Optional.empty() : Optional.of(name + ": Invalid value [" + value + "]");
    }

    /** Its policy, be it the one that every topic begins with. */
    static String policyOf(Topic topic) {
        String own = topic.attributes().get("Policy");
        return own == null ? DEFAULT_POLICY.formatted(topic.arn(), topic.arn().account()) : own;
    }

    private static Optional<String> refusalOfPolicy(String value) {
        try {
            PolicyDocument.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // AWS does not say more of what it can't read.
            return Optional.of("Policy Error: null");
        }
    }

    /** What {@code GetTopicAttributes} shows. */
    static Map<String, String> shown(Topic topic) {
        long pending =
                topic.subscriptions().stream().filter(Subscription::isPending).count();
        String owner = topic.arn().account();
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("TopicArn", topic.arn().toString());
        shown.put("Owner", owner);
        shown.put("DisplayName", "");
        shown.put("Policy", policyOf(topic));
        shown.put("SubscriptionsConfirmed", String.valueOf(topic.subscriptions().size() - pending));
        shown.put("SubscriptionsPending", String.valueOf(pending));
        shown.put("SubscriptionsDeleted", String.valueOf(topic.subscriptionsDeleted()));
        shown.put(
                "EffectiveDeliveryPolicy",
                DeliveryPolicy.ofTopic(topic.attributes().get("DeliveryPolicy")).toString());
        topic.fifo().ifPresent(_ -> {
            shown.put("FifoTopic", "true");
            shown.put("ContentBasedDeduplication", "false");
        });
        shown.putAll(topic.attributes());
        return shown;
    }
}
