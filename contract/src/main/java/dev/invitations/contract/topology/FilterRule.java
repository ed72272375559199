package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** What a filter policy is made of: keys that must all match, and {@code $or} between groups of them. */
sealed interface FilterRule {

    /** @param values finds a key's values; none where the message lacks the key */
    boolean matches(Function<String, List<JsonNode>> values);

    /** How many combinations of values SNS counts; it allows 150 in a policy. */
    long combinations();

    record AllOf(List<FilterRule> rules) implements FilterRule {
        @Override
        public boolean matches(Function<String, List<JsonNode>> values) {
            return rules.stream().allMatch(rule -> rule.matches(values));
        }

        @Override
        public long combinations() {
            return rules.stream().mapToLong(FilterRule::combinations).reduce(1, FilterRule::saturatedProduct);
        }
    }

    record AnyOf(List<AllOf> alternatives) implements FilterRule {
        @Override
        public boolean matches(Function<String, List<JsonNode>> values) {
            return alternatives.stream().anyMatch(alternative -> alternative.matches(values));
        }

        @Override
        public long combinations() {
            return alternatives.stream().mapToLong(AllOf::combinations).sum();
        }
    }

    record Key(String name, List<FilterCondition> conditions) implements FilterRule {
        @Override
        public boolean matches(Function<String, List<JsonNode>> values) {
            List<JsonNode> present = values.apply(name);
            return conditions.stream().anyMatch(condition -> condition.matches(present));
        }

        @Override
        public long combinations() {
            return conditions.size();
        }
    }

    /** A policy of 256 KB can hold more combinations than a long counts. */
    private static long saturatedProduct(long left, long right) {
        return Math.min(left, 1_000_000) * Math.min(right, 1_000_000);
    }
}
