package dev.invitations.topology.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import java.util.stream.Collectors;

/** A filter policy as one would say it: {@code event_type: user_invited or user_joined, amount: numeric >= 100}. */
final class FilterWords {
    private static final JsonMapper JSON = new JsonMapper();

    private FilterWords() {}

    static String of(FilterPolicy filter) {
        if (filter.isAll()) {
            return "every message";
        }
        String words = allOf(parsed(filter.toJson()), "");
        return filter.scope() == FilterScope.MESSAGE_BODY ? "in the body " + words : words;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a filter policy that is not JSON: " + json, e);
        }
    }

    private static String allOf(JsonNode keys, String path) {
        return keys.propertyStream()
                .map(key -> key(path, key.getKey(), key.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String key(String path, String key, JsonNode value) {
        if (key.equals("$or")) {
            return value.valueStream()
                    .map(alternative -> allOf(alternative, path))
                    .collect(Collectors.joining("; or ", "(", ")"));
        }
        if (value.isObject()) {
            return allOf(value, path + key + ".");
        }
        return path + key + ": "
                + value.valueStream().map(FilterWords::condition).collect(Collectors.joining(" or "));
    }

    private static String condition(JsonNode condition) {
        if (!condition.isObject()) {
            return value(condition);
        }
        return condition
                .propertyStream()
                .map(operator -> operator.getKey() + " " + operand(operator.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String operand(JsonNode operand) {
        if (operand.isArray()) {
            return operand.valueStream().map(FilterWords::value).collect(Collectors.joining(" "));
        }
        return operand.isObject() ? condition(operand) : value(operand);
    }

    /** A text that could be taken for something else is in quotes. */
    private static String value(JsonNode value) {
        String text = value.asText();
        boolean isPlain = value.isTextual() && text.matches("\\S+") && !text.matches("true|false|null|[-\\d.]+");
        return isPlain ? text : value.toString();
    }
}
