package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How HTTP(S) endpoints are retried: AWS's defaults with what was set laid over them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Retries</a>
 */
final class DeliveryPolicy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETRIES = """
            {"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,\
            "numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"}""";
    private static final String OF_TOPIC = """
            {"http":{"defaultHealthyRetryPolicy":%s,"disableSubscriptionOverrides":false,\
            "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""".formatted(RETRIES);
    private static final String OF_SUBSCRIPTION = """
            {"healthyRetryPolicy":%s,"sicklyRetryPolicy":null,"throttlePolicy":null,\
            "requestPolicy":{"headerContentType":"text/plain; charset=UTF-8"},"guaranteed":false}""".formatted(RETRIES);

    private DeliveryPolicy() {}

    /** @param set the topic's own policy, JSON; null where there is none */
    static String ofTopic(String set) {
        return effective(OF_TOPIC, set);
    }

    /** @param set the subscription's own policy, JSON; null where there is none */
    static String ofSubscription(String set) {
        return effective(OF_SUBSCRIPTION, set);
    }

    private static String effective(String defaults, String set) {
        if (set == null) {
            return defaults;
        }
        try {
            return merged(JSON.readTree(defaults), JSON.readTree(set)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a checked delivery policy: " + set, e);
        }
    }

    private static JsonNode merged(JsonNode defaults, JsonNode set) {
        if (!(defaults instanceof ObjectNode base) || !set.isObject()) {
            return set;
        }
        ObjectNode merged = base.deepCopy();
        set.properties()
                .forEach(field -> merged.set(field.getKey(), merged(base.path(field.getKey()), field.getValue())));
        return merged;
    }
}
