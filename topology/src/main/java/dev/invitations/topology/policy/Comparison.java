package dev.invitations.topology.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** How a condition compares the value of a request with one of its own; one that is malformed never fits. */
enum Comparison {
    STRING_EQUALS("StringEquals", "StringNotEquals", String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", String::equalsIgnoreCase),
    STRING_LIKE("StringLike", "StringNotLike", (found, pattern) -> Wildcards.match(pattern, found)),
    // In spite of their names, these two do the same.
    ARN_EQUALS("ArnEquals", "ArnNotEquals", (found, pattern) -> Wildcards.matchArn(pattern, found)),
    ARN_LIKE("ArnLike", "ArnNotLike", (found, pattern) -> Wildcards.matchArn(pattern, found)),
    BOOL("Bool", "", String::equalsIgnoreCase),
    BINARY_EQUALS("BinaryEquals", "", String::equals),
    IP_ADDRESS("IpAddress", "NotIpAddress", (found, range) -> IpRange.contains(range, found)),
    NUMERIC_EQUALS("NumericEquals", "NumericNotEquals", number(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", "", number(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", "", number(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", "", number(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", "", number(order -> order >= 0)),
    DATE_EQUALS("DateEquals", "DateNotEquals", date(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", "", date(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", "", date(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", "", date(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", "", date(order -> order >= 0));

    private final String operator;
    private final String negation;
    private final BiPredicate<String, String> fits;

    Comparison(String operator, String negation, BiPredicate<String, String> fits) {
        this.operator = operator;
        this.negation = negation;
        this.fits = fits;
    }

    /** The one that is named by an operator or by the operator's negation. */
    static Optional<Comparison> named(String name) {
        return Stream.of(values())
                .filter(comparison -> comparison.operator.equals(name) || comparison.isNegatedBy(name))
                .findFirst();
    }

    boolean isNegatedBy(String name) {
        return !negation.isEmpty() && negation.equals(name);
    }

    boolean fits(String found, String wanted) {
        return fits.test(found, wanted);
    }

    private static BiPredicate<String, String> number(IntPredicate order) {
        return ordered(BigDecimal::new, order);
    }

    private static BiPredicate<String, String> date(IntPredicate order) {
        return ordered(Comparison::instant, order);
    }

    /** Written as in ISO 8601, or as seconds since 1970. */
    private static Instant instant(String text) {
        if (text.matches("\\d+")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return Instant.parse(text.length() == "2020-02-02".length() ? text + "T00:00:00Z" : text);
    }

    private static <T extends Comparable<T>> BiPredicate<String, String> ordered(
            Function<String, T> reader, IntPredicate order) {
        return (found, wanted) -> {
            try {
                return order.test(reader.apply(found).compareTo(reader.apply(wanted)));
            } catch (NumberFormatException | DateTimeException _) {
                return false;
            }
        };
    }
}
