package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
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

    private static final Set<String> ONLY_IN_ORDER =
            Set.of("ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope");

    private static final String DEFAULT_POLICY = """
            {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
            "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
            "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
            "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
            "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""";

    private TopicAttributes() {}

    /** What is wrong with an attribute of a new topic. */
    static Optional<String> refusalOfNew(Arn topic, String name, String value) {
        return isKnown(name) ? refusal(topic, name, value) : Optional.of("Unknown attribute " + name);
    }

    /** What is wrong with a value, in SNS's words where they are known. */
    static Optional<String> refusal(Arn topic, String name, String value) {
        if (!isKnown(name)) {
            return Optional.of("AttributeName");
        }
        if (ONLY_IN_ORDER.contains(name)
                && !topic.resource().endsWith(".fifo")
                && !value.isEmpty()
                && !value.equals("false")) {
            // That AWS refuses it is documented, how it says so is not.
            return Optional.of(name + ": only FIFO topics have it");
        }
        return switch (name) {
            case "DisplayName" ->
                refusalUnless(value.length() <= 100 && value.chars().noneMatch(Character::isISOControl), name, value);
            case "SignatureVersion" -> refusalUnless(value.matches("|1|2"), name, value);
            case "TracingConfig" -> refusalUnless(value.matches("|PassThrough|Active"), name, value);
            case "ContentBasedDeduplication" -> refusalUnless(value.matches("true|false"), name, value);
            case "Policy" -> value.isEmpty() ? Optional.empty() : refusalOfPolicy(value);
            case "DeliveryPolicy" -> value.isEmpty() ? Optional.empty() : DeliveryPolicyRules.refusalOfTopics(value);
            case "ArchivePolicy" -> value.isEmpty() ? Optional.empty() : Attributes.refusalOfJson(name, value);
            case "FifoThroughputScope" -> refusalUnless(value.matches("|Topic|MessageGroup"), name, value);
            default -> name.endsWith("SampleRate") ? refusalOfRate(name, value) : Optional.empty();
        };
    }

    private static Optional<String> refusalOfRate(String name, String value) {
        return value.matches("|\\d{1,2}|100")
                ? Optional.empty()
                : Optional.of(name + ": " + value + " value provided is not an integer between 0-100");
    }

    /** How SNS keeps a value that it does not refuse. */
    static String normalised(String name, String value) {
        return name.equals("DeliveryPolicy") ? DeliveryPolicy.normalisedOfTopic(value) : value;
    }

    /** Whether a topic has those attributes, be it by default. */
    static boolean areOf(Topic topic, Map<String, String> attributes) {
        Map<String, String> shown = shown(topic);
        return attributes.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().isEmpty()
                        ? !topic.attributes().containsKey(wanted.getKey())
                        : isKnown(wanted.getKey())
                                && refusal(topic.arn(), wanted.getKey(), wanted.getValue())
                                        .isEmpty()
                                && normalised(wanted.getKey(), wanted.getValue())
                                        .equals(shown.get(wanted.getKey())));
    }

    private static boolean isKnown(String name) {
        return SETTABLE.contains(name) || isFeedback(name);
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
        topic.archivedSince().ifPresent(since -> shown.put("BeginningArchiveTime", since.toString()));
        return shown;
    }
}
