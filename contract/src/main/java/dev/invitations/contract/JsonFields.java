package dev.invitations.contract;

import static dev.invitations.contract.UndecodableEvent.Problem.INVALID_VALUE;
import static dev.invitations.contract.UndecodableEvent.Problem.MISSING_FIELD;
import static dev.invitations.contract.UndecodableEvent.Problem.NOT_JSON;
import static dev.invitations.contract.UndecodableEvent.Problem.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the fields of a JSON object one by one, so that every mistake is named with its path. It uses Jackson's tree
 * and no data binding: nothing here needs reflection, also not in a native image.
 */
final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static JsonFields parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (MismatchedInputException e) {
            throw new UndecodableEvent(NOT_JSON, "not JSON: something follows after its end");
        } catch (JsonProcessingException e) {
            throw new UndecodableEvent(NOT_JSON, "not JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new UndecodableEvent(NOT_JSON, "not a JSON object");
        }
        return new JsonFields(root, "");
    }

    JsonFields object(String name) {
        return new JsonFields(required(name, JsonNode::isObject, "an object"), path + name + ".");
    }

    String text(String name) {
        return required(name, JsonNode::isTextual, "a string").textValue();
    }

    Optional<String> optionalText(String name) {
        return object.path(name).isMissingNode() || object.path(name).isNull()
                ? Optional.empty()
                : Optional.of(text(name));
    }

    /** A whole number from 0 on. */
    long count(String name) {
        JsonNode number = required(name, JsonNode::isIntegralNumber, "a whole number");
        if (!number.canConvertToLong() || number.longValue() < 0) {
            throw invalid(name, "a whole number from 0 to " + Long.MAX_VALUE, number.asText());
        }
        return number.longValue();
    }

    UUID uuid(String name) {
        return converted(name, JsonFields::canonicalUuid, "a UUID of 36 characters");
    }

    /** A timestamp of RFC 3339, as CloudEvents has them. */
    Instant time(String name) {
        return converted(name, text -> OffsetDateTime.parse(text).toInstant(), "a time such as 2026-01-31T12:00:00Z");
    }

    String team(String name) {
        return converted(name, TeamName::require, "a team's name (" + TeamName.RULE + ")");
    }

    <T> T converted(String name, Function<String, T> conversion, String expected) {
        String text = text(name);
        try {
            return conversion.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(name, expected, '"' + text + '"');
        }
    }

    private UndecodableEvent invalid(String name, String expected, String found) {
        return new UndecodableEvent(INVALID_VALUE, path + name + ": expected " + expected + ", found " + found);
    }

    /** Java's own reader also takes {@code 1-2-3-4-5}; then the same id would have two ways to be written. */
    private static UUID canonicalUuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not in canonical form");
        }
        return uuid;
    }

    private JsonNode required(String name, Predicate<JsonNode> isRight, String expected) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            throw new UndecodableEvent(MISSING_FIELD, path + name + " is missing");
        }
        if (!isRight.test(node)) {
            throw new UndecodableEvent(
                    WRONG_TYPE,
                    path + name + ": expected " + expected + ", found "
                            + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }
}
