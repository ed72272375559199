package dev.invitations.topology.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A statement of a policy.
 *
 * @param name its Sid, or else which one it is
 * @param principals whom it speaks of; empty in a policy of a user or role, which speaks of its owner
 */
record Statement(
        String name,
        boolean allows,
        Optional<Except<Principals>> principals,
        Except<List<String>> actions,
        Optional<Except<List<String>>> resources,
        List<Condition> conditions) {

    /** What an element lists, or with {@code Not} in front of its name, everything but that. */
    record Except<T>(boolean inverted, T listed) {
        boolean covers(Predicate<T> holds) {
            return holds.test(listed) != inverted;
        }
    }

    boolean appliesTo(AccessRequest request) {
        return principals
                        .map(who -> who.covers(listed -> listed.include(request.principal())))
                        .orElse(true)
                && actions.covers(listed -> anyMatches(lowerCase(listed), lowerCase(request.action())))
                && resources
                        .map(what -> what.covers(listed -> anyMatches(listed, request.resource())))
                        .orElse(true)
                && conditions.stream().allMatch(condition -> condition.isMetBy(request.context()));
    }

    private static boolean anyMatches(List<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> Wildcards.match(pattern, text));
    }

    private static String lowerCase(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    private static List<String> lowerCase(List<String> actions) {
        return actions.stream().map(Statement::lowerCase).toList();
    }
}
