package dev.invitations.topology.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A statement's {@code Principal}.
 *
 * @param byKind such as {@code AWS} or {@code Service}; {@code "*"} is written as {@code AWS: *}, which is the same
 */
record Principals(Map<String, List<String>> byKind) {

    boolean include(Principal principal) {
        if (kind("AWS").contains("*")) {
            return true;
        }
        return switch (principal) {
            case Principal.Service service -> kind("Service").contains(service.name());
            case Principal.Aws aws -> kind("AWS").stream().anyMatch(listed -> isOrHolds(listed, aws));
            case Principal.Anonymous _ -> false;
        };
    }

    Stream<Principal> named() {
        Stream<Principal> services = kind("Service").stream().map(Principal.Service::new);
        Stream<Principal> others = kind("AWS").stream()
                .map(listed -> listed.matches("\\d{12}") ? "arn:aws:iam::" + listed + ":root" : listed)
                .filter(Principal.Aws::isOne)
                .map(Principal.Aws::new);
        return Stream.concat(services, others);
    }

    private List<String> kind(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private static boolean isOrHolds(String listed, Principal.Aws principal) {
        return listed.equals(principal.arn())
                || listed.equals(principal.account())
                || listed.matches("arn:[^:]+:iam::" + principal.account() + ":root")
                || isRoleOf(listed, principal);
    }

    /** A session {@code assumed-role/worker/pod-1} acts as {@code role/worker}; of the role's path it knows nothing. */
    private static boolean isRoleOf(String listed, Principal.Aws session) {
        String[] parts = session.arn().split(":", 6)[5].split("/");
        return parts[0].equals("assumed-role")
                && parts.length == 3
                && listed.matches("arn:[^:]+:iam::" + session.account() + ":role/.+")
                && listed.endsWith("/" + parts[1]);
    }
}
