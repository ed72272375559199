package dev.invitations.contract.topology;

import dev.invitations.contract.topology.FilterCondition.AnythingBut;
import dev.invitations.contract.topology.FilterCondition.AnythingButPrefix;
import dev.invitations.contract.topology.FilterCondition.Cidr;
import dev.invitations.contract.topology.FilterCondition.Equal;
import dev.invitations.contract.topology.FilterCondition.EqualsIgnoreCase;
import dev.invitations.contract.topology.FilterCondition.Exists;
import dev.invitations.contract.topology.FilterCondition.Numeric;
import dev.invitations.contract.topology.FilterCondition.Prefix;
import dev.invitations.contract.topology.FilterCondition.Suffix;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that might meet conditions, alone or several at once.
 *
 * @param usual what stands there as a rule
 */
record FilterExampleValues(String usual, List<FilterCondition> conditions) {
    /** With each of 26 beginnings, more than a policy can exclude, since it may name no more than 150 values. */
    private static final int FRESH = 26 * 6;

    Stream<String> all() {
        return Stream.of(
                        Stream.of(usual),
                        conditions.stream().flatMap(FilterExampleValues::literals),
                        ends(),
                        IntStream.range(0, FRESH).mapToObj(i -> (char) ('a' + i % 26) + Integer.toString(i / 26)))
                .flatMap(Function.identity());
    }

    private static Stream<String> literals(FilterCondition condition) {
        return switch (condition) {
            case Equal equal -> Stream.of(equal.literal().asText());
            case EqualsIgnoreCase equal ->
                Stream.of(equal.expected(), equal.expected().toLowerCase(Locale.ROOT));
            case Cidr cidr -> Stream.of(cidr.block().firstAddress());
            // No event has a number, and the others are met by what is usual or fresh, or as ends.
            case Numeric _, Exists _, AnythingBut _, AnythingButPrefix _, Prefix _, Suffix _ -> Stream.of();
        };
    }

    /** Beginnings and ends laid over what is usual, for values of a fixed form, and without anything between them. */
    private Stream<String> ends() {
        List<String> prefixes = Stream.concat(Stream.of(""), of(Prefix.class).map(Prefix::prefix))
                .toList();
        List<String> suffixes = Stream.concat(Stream.of(""), of(Suffix.class).map(Suffix::suffix))
                .toList();
        return prefixes.stream().flatMap(prefix -> suffixes.stream()
                .flatMap(suffix -> Stream.of(laidOver(prefix, suffix), prefix + suffix)));
    }

    private String laidOver(String prefix, String suffix) {
        int from = Math.min(prefix.length(), usual.length());
        int to = Math.max(from, usual.length() - suffix.length());
        return prefix + usual.substring(from, to) + suffix;
    }

    private <C extends FilterCondition> Stream<C> of(Class<C> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast);
    }
}
