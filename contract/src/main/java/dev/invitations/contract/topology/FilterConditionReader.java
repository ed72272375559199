package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.invitations.contract.topology.FilterCondition.Bound;
import dev.invitations.contract.topology.FilterCondition.Equal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list of conditions of a key. Every method leaves the parser on the last token of what it has read. */
final class FilterConditionReader {
    private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=");

    private final JsonParser json;

    FilterConditionReader(JsonParser json) {
        this.json = json;
    }

    List<FilterCondition> list() throws IOException {
        List<FilterCondition> conditions = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            conditions.add(condition());
        }
        if (conditions.isEmpty()) {
            throw refused("Empty arrays are not allowed");
        }
        return List.copyOf(conditions);
    }

    private FilterCondition condition() throws IOException {
        if (json.currentToken().isScalarValue()) {
            return new Equal(literal());
        }
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw refused("Match value must be String, number, true, false, or null");
        }
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            throw refused("Match expression name not found");
        }
        FilterCondition condition = expression(json.currentName());
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw refused("Only one key allowed in match expression");
        }
        return condition;
    }

    private FilterCondition expression(String operator) throws IOException {
        return switch (operator) {
            case "prefix" -> new FilterCondition.Prefix(text("prefix"));
            case "suffix" -> new FilterCondition.Suffix(text("suffix"));
            case "equals-ignore-case" -> new FilterCondition.EqualsIgnoreCase(text("equals-ignore-case"));
            case "anything-but" -> anythingBut();
            case "numeric" -> numeric();
            case "exists" -> exists();
            case "cidr" -> cidr();
            default -> throw refused("Unrecognized match type " + operator);
        };
    }

    private String text(String operator) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw refused(operator + " match pattern must be a string");
        }
        return json.getText();
    }

    private FilterCondition exists() throws IOException {
        if (!json.nextToken().isBoolean()) {
            throw refused("exists match pattern must be either true or false.");
        }
        return new FilterCondition.Exists(json.getBooleanValue());
    }

    private FilterCondition cidr() throws IOException {
        // AWS names the wrong operator here.
        String block = text("prefix");
        try {
            return new FilterCondition.Cidr(IpBlock.parse(block));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("FilterPolicy: " + e.getMessage(), e);
        }
    }

    private FilterCondition anythingBut() throws IOException {
        return switch (json.nextToken()) {
            case START_OBJECT -> anythingButExpression();
            case START_ARRAY -> new FilterCondition.AnythingBut(anythingButList());
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new FilterCondition.AnythingBut(List.of(new Equal(literal())));
            default -> throw refused("Value of anything-but must be an array or single string/number value.");
        };
    }

    private List<Equal> anythingButList() throws IOException {
        List<Equal> literals = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.hasToken(JsonToken.VALUE_STRING) && !json.currentToken().isNumeric()) {
                throw refused("Inside anything but list, start|null|boolean is not supported.");
            }
            literals.add(new Equal(literal()));
        }
        if (literals.stream()
                        .map(equal -> equal.literal().isNumber())
                        .distinct()
                        .count()
                != 1) {
            throw refused(
                    "Inside anything but list, either all values are number or string, mixed type is not supported");
        }
        return List.copyOf(literals);
    }

    private FilterCondition anythingButExpression() throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            throw refused("Anything-But expression name not found");
        }
        if (!json.currentName().equals("prefix")) {
            throw refused("Unsupported anything-but pattern: " + json.currentName());
        }
        String prefix = text("prefix");
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw refused("Only one key allowed in match expression");
        }
        return new FilterCondition.AnythingButPrefix(prefix);
    }

    private FilterCondition numeric() throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw refused("Value of numeric must be an array.");
        }
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw refused("Invalid member in numeric match: " + json.getText());
        }
        String operator = json.getText();
        json.nextToken();
        if (!OPERATORS.contains(operator)) {
            throw refused("Unrecognized numeric range operator: " + operator);
        }
        Bound first = bound(operator);
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return new FilterCondition.Numeric(first, Optional.empty());
        }
        if (!operator.startsWith(">")) {
            throw refused("Too many elements in numeric expression");
        }
        return new FilterCondition.Numeric(first, Optional.of(top(first)));
    }

    /** The second half of a range, such as {@code "<", 100} in {@code [">", 0, "<", 100]}. */
    private Bound top(Bound bottom) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw refused("Bad value in numeric range: " + json.getText());
        }
        String operator = json.getText();
        if (!operator.equals("<") && !operator.equals("<=")) {
            throw refused("Bad numeric range operator: " + operator);
        }
        json.nextToken();
        Bound top = bound(operator);
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw refused("Too many terms in numeric range expression");
        }
        if (bottom.limit().compareTo(top.limit()) >= 0) {
            throw refused("Bottom must be less than top");
        }
        return top;
    }

    private Bound bound(String operator) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw refused("Value of " + (operator.equals("=") ? "equals" : operator) + " must be numeric");
        }
        return new Bound(operator, json.getDecimalValue());
    }

    private JsonNode literal() throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (json.currentToken()) {
            case VALUE_STRING -> nodes.textNode(json.getText());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(json.getBooleanValue());
            case VALUE_NULL -> nodes.nullNode();
            default -> nodes.numberNode(json.getDecimalValue());
        };
    }

    private JsonParseException refused(String sentence) {
        return new JsonParseException(json, sentence);
    }
}
