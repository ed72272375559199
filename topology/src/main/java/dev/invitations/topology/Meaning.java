package dev.invitations.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the value of an attribute means: values that mean the same to AWS are equal here, however they are written. */
final class Meaning {
    /** What SNS writes into a delivery policy that doesn't say otherwise. */
    private static final JsonNode REQUEST_POLICY = object().put("headerContentType", "text/plain; charset=UTF-8");

    private Meaning() {}

    /** JSON for JSON, with no regard to spaces and the order of fields; else the text itself. */
    static JsonNode of(String attribute, String value) {
        JsonNode json = JsonText.read(value);
        if (!json.isObject()) {
            return TextNode.valueOf(value);
        }
        return switch (attribute) {
            case "Policy" -> PolicyMeaning.of(json);
            // "maxReceiveCount" comes back as a number or as a text.
            case "RedrivePolicy" -> asTexts(json);
            case "RedriveAllowPolicy" -> withSet(json, "sourceQueueArns");
            case "DeliveryPolicy" -> withoutDefaults(json);
            default -> json;
        };
    }

    private static JsonNode asTexts(JsonNode policy) {
        ObjectNode texts = object();
        policy.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static JsonNode withSet(JsonNode policy, String field) {
        ObjectNode sorted = policy.deepCopy();
        if (policy.path(field).isArray()) {
            sorted.set(field, sorted(policy.path(field).valueStream()));
        }
        return sorted;
    }

    /** SNS gives a delivery policy back with everything that was left out. */
    private static JsonNode withoutDefaults(JsonNode policy) {
        ObjectNode stripped = object();
        policy.properties().forEach(field -> {
            JsonNode value = field.getValue().isObject() ? withoutDefaults(field.getValue()) : field.getValue();
            boolean isDefault = value.isNull()
                    || value.isObject() && value.isEmpty()
                    || field.getKey().equals("guaranteed") && !value.asBoolean()
                    || field.getKey().equals("requestPolicy") && value.equals(REQUEST_POLICY);
            if (!isDefault) {
                stripped.set(field.getKey(), value);
            }
        });
        return stripped;
    }

    /** A list whose order and repetitions mean nothing. */
    static ArrayNode sorted(Stream<JsonNode> values) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        values.distinct().sorted(Comparator.comparing(JsonNode::toString)).forEach(sorted::add);
        return sorted;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
