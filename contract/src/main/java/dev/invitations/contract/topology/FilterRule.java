package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What a filter policy is made of: keys that must all match, and {@code $or} between groups of them. */
sealed interface FilterRule {

    boolean matches(FilterValues values);

    /**
     * How many combinations of values SNS counts; it allows 150 in a policy.
     *
     * @param level how deep the rule is, from 1 on: a value counts once for each level
     */
    long combinations(int level);

    record AllOf(List<FilterRule> rules) implements FilterRule {
        @Override
        public boolean matches(FilterValues values) {
            return rules.stream().allMatch(rule -> rule.matches(values));
        }

        @Override
        public long combinations(int level) {
            return rules.stream().mapToLong(rule -> rule.combinations(level)).reduce(1, FilterRule::saturatedProduct);
        }
    }

    record AnyOf(List<AllOf> alternatives) implements FilterRule {
        @Override
        public boolean matches(FilterValues values) {
            return alternatives.stream().anyMatch(alternative -> alternative.matches(values));
        }

        @Override
        public long combinations(int level) {
            return alternatives.stream()
                    .mapToLong(alternative -> alternative.combinations(level))
                    .sum();
        }
    }

    record Key(String name, List<FilterCondition> conditions) implements FilterRule {
        @Override
        public boolean matches(FilterValues values) {
            List<JsonNode> present = values.of(name);
            return conditions.stream().anyMatch(condition -> condition.matches(present));
        }

        @Override
        public long combinations(int level) {
            return saturatedProduct(conditions.size(), level);
        }
    }

    /** Rules on the objects under a key; where there is none, on nothing, which {@code exists: false} matches. */
    record Under(String name, AllOf rules) implements FilterRule {
        private static final FilterValues NOTHING = FilterValues.ofBody(MissingNode.getInstance());

        @Override
        public boolean matches(FilterValues values) {
            List<FilterValues> objects = values.under(name);
            return objects.isEmpty() ? rules.matches(NOTHING) : objects.stream().anyMatch(rules::matches);
        }

        @Override
        public long combinations(int level) {
            return rules.combinations(level + 1);
        }
    }

    /** A policy of 256 KB can hold more combinations than a long counts. */
    private static long saturatedProduct(long left, long right) {
        return Math.min(left, 1_000_000) * Math.min(right, 1_000_000);
    }
}
