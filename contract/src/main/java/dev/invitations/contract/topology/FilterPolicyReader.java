package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads filter policies token by token, as AWS does: its error sentences end with the place of the token they are
 * about, so SNS's own sentence is only to be had by stopping at the same token.
 */
final class FilterPolicyReader {
    private static final int MAX_BYTES = 256 * 1024;
    static final int MAX_KEYS = 5;
    static final int MAX_COMBINATIONS = 150;

    private static final JsonMapper SYNTAX = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper QUOTING_SOURCE = JsonMapper.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser json;
    private final FilterConditionReader conditions;
    private final FilterScope scope;
    private boolean nested;

    private FilterPolicyReader(JsonParser json, FilterScope scope) {
        this.json = json;
        this.scope = scope;
        this.conditions = new FilterConditionReader(json);
    }

    /** @throws IllegalArgumentException with SNS's sentence */
    static FilterRule.AllOf read(String policy, FilterScope scope) {
        FilterRule.AllOf rule = readWithoutLimits(policy, scope);
        if (rule.rules().size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "FilterPolicy: Filter policy can not have more than " + MAX_KEYS + " keys");
        }
        if (rule.combinations(1) > MAX_COMBINATIONS) {
            throw new IllegalArgumentException("FilterPolicy: Filter policy is too complex");
        }
        return rule;
    }

    /** The same, of whatever size. */
    static FilterRule.AllOf readWithoutLimits(String policy, FilterScope scope) {
        if (policy.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("FilterPolicy: Filter policy is too large");
        }
        checkSyntax(policy);
        try (JsonParser json = QUOTING_SOURCE.createParser(policy)) {
            return new FilterPolicyReader(json, scope).policy();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("FilterPolicy: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Apart from the reading proper, because here AWS does not quote the policy. */
    private static void checkSyntax(String policy) {
        try {
            SYNTAX.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("FilterPolicy: failed to parse JSON. " + e.getMessage(), e);
        }
    }

    private FilterRule.AllOf policy() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "Filter is not an object");
        }
        var policy = new FilterRule.AllOf(rules());
        if (nested && scope == FilterScope.MESSAGE_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "Filter policy scope MessageAttributes does not support nested filter policy");
        }
        return policy;
    }

    private List<FilterRule> rules() throws IOException {
        List<FilterRule> rules = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            rules.add(key.equals("$or") ? anyOf() : rule(key));
        }
        return rules;
    }

    private FilterRule rule(String key) throws IOException {
        return switch (json.nextToken()) {
            case START_ARRAY -> new FilterRule.Key(key, conditions.list());
            case START_OBJECT -> {
                nested = true;
                yield new FilterRule.Under(key, new FilterRule.AllOf(nonEmptyRules()));
            }
            default -> throw new JsonParseException(json, "\"" + key + "\" must be an object or an array");
        };
    }

    private FilterRule anyOf() throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new JsonParseException(json, "It must be an Array followed with $or.");
        }
        List<FilterRule.AllOf> alternatives = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.hasToken(JsonToken.START_OBJECT)) {
                throw new JsonParseException(json, "Only JSON object is allowed in array of $or relationship.");
            }
            alternatives.add(new FilterRule.AllOf(nonEmptyRules()));
        }
        if (alternatives.size() < 2) {
            throw new JsonParseException(json, "There must have at least 2 Objects in $or relationship.");
        }
        return new FilterRule.AnyOf(alternatives);
    }

    private List<FilterRule> nonEmptyRules() throws IOException {
        List<FilterRule> rules = rules();
        if (rules.isEmpty()) {
            throw new JsonParseException(json, "Empty objects are not allowed");
        }
        return rules;
    }
}
