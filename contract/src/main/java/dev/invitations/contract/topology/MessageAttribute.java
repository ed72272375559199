package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;

/**
 * A message attribute of SNS.
 *
 * @param type {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, perhaps with a custom suffix
 * @param value as sent; binary values in Base64
 */
public record MessageAttribute(String type, String value) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public static MessageAttribute string(String value) {
        return new MessageAttribute("String", value);
    }

    /** The values that filter policies compare: the elements of an array, and nothing of what is binary. */
    List<JsonNode> filterValues() {
        if (type.equals("String.Array")) {
            return elements();
        }
        if (type.equals("Number") || type.startsWith("Number.")) {
            return number();
        }
        return type.equals("String") || type.startsWith("String.")
                ? List.of(JsonNodeFactory.instance.textNode(value))
                : List.of();
    }

    private List<JsonNode> elements() {
        try {
            JsonNode array = JSON.readTree(value);
            return array.isArray() ? List.copyOf(array.valueStream().toList()) : List.of();
        } catch (JsonProcessingException _) {
            return List.of();
        }
    }

    private List<JsonNode> number() {
        try {
            return List.of(JsonNodeFactory.instance.numberNode(new BigDecimal(value.strip())));
        } catch (NumberFormatException _) {
            return List.of();
        }
    }
}
