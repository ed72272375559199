package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * How HTTP(S) endpoints are retried: AWS's defaults with what was set laid over them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Retries</a>
 */
final class DeliveryPolicy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode RETRIES = parsed("""
            {"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,\
            "numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"}""");
    private static final JsonNode REQUESTS = parsed("""
            {"headerContentType":"text/plain; charset=UTF-8"}""");
    private static final String OF_TOPIC = """
            {"http":{"defaultHealthyRetryPolicy":%s,"disableSubscriptionOverrides":false,\
            "defaultRequestPolicy":%s}}""".formatted(RETRIES, REQUESTS);

    private DeliveryPolicy() {}

    /** @param set the topic's own policy, JSON; null where there is none */
    static JsonNode ofTopic(String set) {
        return merged(parsed(OF_TOPIC), parsed(set));
    }

    /** A subscription's policy; what it doesn't say is as its topic says, unless the topic wants it all to be so. */
    static JsonNode of(Subscription subscription, Topic topic) {
        return ofSubscription(
                subscription.attributes().get("DeliveryPolicy"),
                topic.attributes().get("DeliveryPolicy"));
    }

    private static JsonNode ofSubscription(String set, String ofTopic) {
        JsonNode topic = parsed(ofTopic).path("http");
        JsonNode own = topic.path("disableSubscriptionOverrides").asBoolean() ? JSON.missingNode() : parsed(set);
        ObjectNode effective = JsonNodeFactory.instance.objectNode();
        effective.set(
                "healthyRetryPolicy",
                merged(RETRIES, first(own.path("healthyRetryPolicy"), topic.path("defaultHealthyRetryPolicy"))));
        effective.putNull("sicklyRetryPolicy");
        effective.set("throttlePolicy", first(own.path("throttlePolicy"), topic.path("defaultThrottlePolicy")));
        effective.set(
                "requestPolicy",
                merged(REQUESTS, first(own.path("requestPolicy"), topic.path("defaultRequestPolicy"))));
        effective.put("guaranteed", false);
        return effective;
    }

    /** A topic's own policy, as SNS shows it. */
    static String normalisedOfTopic(String set) {
        JsonNode http = parsed(set).path("http");
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        copy("defaultHealthyRetryPolicy", http, shown);
        shown.put(
                "disableSubscriptionOverrides",
                http.path("disableSubscriptionOverrides").asBoolean());
        copy("defaultThrottlePolicy", http, shown);
        copy("defaultRequestPolicy", http, shown);
        return JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>set("http", shown)
                .toString();
    }

    private static void copy(String name, JsonNode from, ObjectNode to) {
        if (from.hasNonNull(name)) {
            to.set(name, from.get(name));
        }
    }

    /** A subscription's own policy, as SNS shows it. */
    static String normalisedOfSubscription(String set) {
        JsonNode own = parsed(set);
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("healthyRetryPolicy", "sicklyRetryPolicy")) {
            shown.set(
                    name, own.hasNonNull(name) ? merged(RETRIES, own.get(name)) : JsonNodeFactory.instance.nullNode());
        }
        for (String name : List.of("throttlePolicy", "requestPolicy")) {
            shown.set(name, own.hasNonNull(name) ? own.get(name) : JsonNodeFactory.instance.nullNode());
        }
        return shown.put("guaranteed", own.path("guaranteed").asBoolean()).toString();
    }

    private static JsonNode first(JsonNode... candidates) {
        return Stream.of(candidates)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private static JsonNode merged(JsonNode defaults, JsonNode set) {
        if (set.isNull() || set.isMissingNode()) {
            return defaults;
        }
        if (!(defaults instanceof ObjectNode base) || !set.isObject()) {
            return set;
        }
        ObjectNode merged = base.deepCopy();
        set.properties()
                .forEach(field -> merged.set(field.getKey(), merged(base.path(field.getKey()), field.getValue())));
        return merged;
    }

    private static JsonNode parsed(String policy) {
        if (policy == null) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a checked delivery policy: " + policy, e);
        }
    }
}
