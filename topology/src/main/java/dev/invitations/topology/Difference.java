package dev.invitations.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attribute that is not as it should be. */
public record Difference(String attribute, String wanted, Optional<String> found) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_CHANGE = 80;

    /** In the order of {@code wanted}; attributes that only {@code found} has are none of our business. */
    public static List<Difference> between(Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream()
                .filter(entry -> !(entry.getValue().isEmpty()
                        && found.getOrDefault(entry.getKey(), "").isEmpty()))
                .map(entry -> new Difference(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(found.get(entry.getKey()))))
                .filter(difference ->
                        !difference.found().map(difference::isMetBy).orElse(false))
                .toList();
    }

    private boolean isMetBy(String value) {
        if (wanted.equals(value)) {
            return true;
        }
        // AWS may give a policy back with other spaces and in another order.
        return wanted.startsWith("{") && json(wanted).equals(this::compare, json(value));
    }

    /** To a filter 42 is not "42"; but a redrive policy comes back with {@code maxReceiveCount} as either. */
    private int compare(JsonNode one, JsonNode other) {
        boolean same = attribute.equals("RedrivePolicy") ? one.asText().equals(other.asText()) : one.equals(other);
        return same ? 0 : 1;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** For a line of a report: {@code VisibilityTimeout 45 -> 30}; of values that would fill the screen only the name. */
    @Override
    public String toString() {
        String change = found.filter(value -> !value.isEmpty()).orElse("none") + " -> " + wanted;
        return change.length() > LONGEST_CHANGE ? attribute : attribute + " " + change;
    }
}
