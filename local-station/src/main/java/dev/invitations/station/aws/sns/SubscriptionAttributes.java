package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import dev.invitations.station.aws.http.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a subscription's attributes, and shows them. Its sentences lack the "Invalid parameter: " of the answer. */
final class SubscriptionAttributes {
    private static final String DEAD_LETTERS = "deadLetterTargetArn";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SETTABLE = Set.of(
            "DeliveryPolicy",
            "FilterPolicy",
            "FilterPolicyScope",
            "RawMessageDelivery",
            "RedrivePolicy",
            "ReplayPolicy",
            "SubscriptionRoleArn");

    private SubscriptionAttributes() {}

    /**
     * What is wrong with a value, in SNS's words.
     *
     * @param scope that the subscription has, or is to have
     */
    static Optional<String> refusal(String name, String value, FilterScope scope) {
        if (!SETTABLE.contains(name)) {
            return Optional.of("AttributeName");
        }
        return switch (name) {
            case "RawMessageDelivery" -> refusalOfRaw(value);
            case "FilterPolicyScope" -> refusalOfScope(value);
            case "FilterPolicy" -> value.isEmpty() ? Optional.empty() : refusalOfFilter(value, scope);
            case "RedrivePolicy" -> value.isEmpty() ? Optional.empty() : refusalOfRedrive(value);
            case "DeliveryPolicy" ->
                value.isEmpty() ? Optional.empty() : DeliveryPolicyRules.refusalOfSubscriptions(value);
            default -> Optional.empty();
        };
    }

    /** How SNS keeps a value that it does not refuse. */
    static String normalised(String name, String value) {
        return name.equals("DeliveryPolicy") && !value.isEmpty()
                ? DeliveryPolicy.normalisedOfSubscription(value)
                : value;
    }

    private static Optional<String> refusalOfRaw(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                ? Optional.empty()
                : Optional.of("RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
    }

    private static Optional<String> refusalOfScope(String value) {
        return FilterScope.of(value).isPresent()
                ? Optional.empty()
                : Optional.of("FilterPolicyScope: Invalid value [" + value
                        + "]. Please use either MessageBody or MessageAttributes");
    }

    private static Optional<String> refusalOfFilter(String value, FilterScope scope) {
        try {
            FilterPolicy.parse(value, scope);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> refusalOfRedrive(String value) {
        return Attributes.refusalOfJson("RedrivePolicy", value)
                .or(() -> unknownOfRedrive(value))
                .or(() -> {
                    String target = redriveTarget(value);
                    return Arn.parse(target).filter(arn -> arn.isOf("sqs")).isEmpty()
                            ? Optional.of("RedrivePolicy: deadLetterTargetArn is an invalid arn")
                            : Optional.empty();
                });
    }

    private static Optional<String> unknownOfRedrive(String value) {
        return parsed(value).properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(DEAD_LETTERS))
                .findFirst()
                .map(name -> "RedrivePolicy: invalid JSON. Attribute " + name + " is unknown.");
    }

    /** The ARN in a redrive policy; empty where there is none. */
    static String redriveTarget(String redrivePolicy) {
        return parsed(redrivePolicy).path(DEAD_LETTERS).asText();
    }

    private static JsonNode parsed(String redrivePolicy) {
        try {
            return JSON.readTree(redrivePolicy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a checked redrive policy: " + redrivePolicy, e);
        }
    }

    /** What is wrong with the dead-letter queue of a subscription that keeps the order, where it does not. */
    static Optional<String> refusalOfDeadLetterQueue(String topicArn, String endpoint, Map<String, String> attributes) {
        boolean inOrder = topicArn.endsWith(".fifo") && endpoint.endsWith(".fifo");
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .filter(policy ->
                        inOrder && !policy.isEmpty() && !redriveTarget(policy).endsWith(".fifo"))
                .map(_ -> "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }

    /** What {@code GetSubscriptionAttributes} shows. */
    static Map<String, String> shown(Subscription subscription, Topic topic) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("SubscriptionArn", subscription.arn());
        shown.put("TopicArn", subscription.topic().toString());
        shown.put("Owner", subscription.owner());
        shown.put("Protocol", subscription.protocol());
        shown.put("Endpoint", subscription.endpoint());
        shown.put("SubscriptionPrincipal", subscription.principal());
        shown.put("PendingConfirmation", String.valueOf(subscription.isPending()));
        shown.put("ConfirmationWasAuthenticated", String.valueOf(subscription.wasConfirmedBySignature()));
        shown.put("RawMessageDelivery", String.valueOf(subscription.isRaw()));
        shown.putAll(subscription.attributes());
        if (!shown.containsKey("FilterPolicy")) {
            shown.remove("FilterPolicyScope");
        } else {
            shown.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        if (subscription.protocol().startsWith("http")) {
            shown.put(
                    "EffectiveDeliveryPolicy",
                    DeliveryPolicy.of(subscription, topic).toString());
        }
        return shown;
    }
}
