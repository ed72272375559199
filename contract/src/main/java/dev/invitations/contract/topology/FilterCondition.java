package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One entry in a key's list of a filter policy, such as {@code "red"} or {@code {"prefix": "r"}}. */
sealed interface FilterCondition {

    /** @param values what the message has for the key: several from a {@code String.Array}, none where it is absent */
    boolean matches(List<JsonNode> values);

    record Exists(boolean wanted) implements FilterCondition {
        @Override
        public boolean matches(List<JsonNode> values) {
            return wanted != values.isEmpty();
        }
    }

    /** A condition that holds where it holds for one of the values, whatever the others are. */
    sealed interface OnOneValue extends FilterCondition {
        boolean matches(JsonNode value);

        @Override
        default boolean matches(List<JsonNode> values) {
            return values.stream().anyMatch(this::matches);
        }
    }

    /** A condition that only strings can meet. */
    sealed interface OnText extends OnOneValue {
        boolean matches(String text);

        @Override
        default boolean matches(JsonNode value) {
            return value.isTextual() && matches(value.textValue());
        }
    }

    /** @param literal a string, number, boolean or null; {@code "1"} is not {@code 1}, but {@code 1} is {@code 1.0} */
    record Equal(JsonNode literal) implements OnOneValue {
        @Override
        public boolean matches(JsonNode value) {
            return literal.isNumber() && value.isNumber()
                    ? literal.decimalValue().compareTo(value.decimalValue()) == 0
                    : literal.equals(value);
        }
    }

    record AnythingBut(List<Equal> literals) implements OnOneValue {
        @Override
        public boolean matches(JsonNode value) {
            return literals.stream().noneMatch(literal -> literal.matches(value));
        }
    }

    record AnythingButPrefix(String prefix) implements OnText {
        @Override
        public boolean matches(String text) {
            return !text.startsWith(prefix);
        }
    }

    record Prefix(String prefix) implements OnText {
        @Override
        public boolean matches(String text) {
            return text.startsWith(prefix);
        }
    }

    record Suffix(String suffix) implements OnText {
        @Override
        public boolean matches(String text) {
            return text.endsWith(suffix);
        }
    }

    record EqualsIgnoreCase(String expected) implements OnText {
        @Override
        public boolean matches(String text) {
            return text.equalsIgnoreCase(expected);
        }
    }

    record Cidr(IpBlock block) implements OnText {
        @Override
        public boolean matches(String text) {
            return block.contains(text);
        }
    }

    record Numeric(Bound first, Optional<Bound> second) implements OnOneValue {
        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber()
                    && first.admits(value.decimalValue())
                    && second.map(bound -> bound.admits(value.decimalValue())).orElse(true);
        }
    }

    /** @param operator {@code =}, {@code <}, {@code <=}, {@code >} or {@code >=} */
    record Bound(String operator, BigDecimal limit) {
        boolean admits(BigDecimal value) {
            int order = value.compareTo(limit);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw new IllegalStateException("operator " + operator);
            };
        }
    }
}
