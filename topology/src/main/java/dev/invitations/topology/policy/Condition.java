package dev.invitations.topology.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key of a statement's {@code Condition}.
 *
 * @param operator such as {@code ArnEquals}, perhaps with a set operator before it and {@code IfExists} behind
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
record Condition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ANY_VALUE = "ForAnyValue:";
    private static final String FOR_ALL_VALUES = "ForAllValues:";
    private static final String NULL = "Null";

    /** What of it can't be evaluated here, in words; then it is never met. */
    Stream<String> notUnderstood() {
        Stream<String> unknown =
                operator.equals(NULL) || comparison().isPresent() ? Stream.of() : Stream.of("operator " + operator);
        return Stream.concat(
                unknown, values.stream().filter(value -> value.contains("${")).map(value -> "variable " + value));
    }

    /** @param context by condition key, whatever its case */
    boolean isMetBy(Map<String, String> context) {
        String found = context.get(key);
        if (operator.equals(NULL)) {
            return values.contains(Boolean.toString(found == null));
        }
        return comparison()
                .map(comparison -> found == null ? isMetWithoutKey(comparison) : isMet(comparison, found))
                .orElse(false);
    }

    private boolean isMet(Comparison comparison, String found) {
        boolean fits = values.stream().anyMatch(value -> comparison.fits(found, value));
        return fits != comparison.isNegatedBy(bareOperator());
    }

    private boolean isMetWithoutKey(Comparison comparison) {
        if (operator.startsWith(FOR_ANY_VALUE)) {
            return false;
        }
        return operator.startsWith(FOR_ALL_VALUES)
                || operator.endsWith(IF_EXISTS)
                || comparison.isNegatedBy(bareOperator());
    }

    private Optional<Comparison> comparison() {
        return Comparison.named(bareOperator());
    }

    private String bareOperator() {
        String bare = operator.replaceFirst("^(" + FOR_ANY_VALUE + "|" + FOR_ALL_VALUES + ")", "");
        return bare.endsWith(IF_EXISTS) ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare;
    }
}
