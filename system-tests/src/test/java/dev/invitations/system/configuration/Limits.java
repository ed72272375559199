package dev.invitations.system.configuration;

import java.util.Map;
import java.util.Optional;

/** Between what a setting's value has to be, as its constraints say. */
final class Limits {
    private static final Map<String, String> UNITS =
            Map.of("millis", "ms", "seconds", "s", "minutes", "m", "hours", "h", "days", "d");

    private Limits() {}

    /** For after the name of a type; empty where there are none. */
    static String of(Annotations constraints) {
        Optional<String> least = constraints
                .value("Min")
                .or(() -> constraints.arguments("DurationMin").map(Limits::duration));
        Optional<String> most = constraints
                .value("Max")
                .or(() -> constraints.arguments("DurationMax").map(Limits::duration));
        if (least.isPresent() && most.isPresent()) {
            return ", " + least.get() + " to " + most.get();
        }
        return least.map(", at least "::concat)
                .or(() -> most.map(", at most "::concat))
                .orElse("");
    }

    private static String duration(Map<String, String> arguments) {
        return arguments.entrySet().stream()
                .filter(argument -> UNITS.containsKey(argument.getKey()))
                .map(argument -> argument.getValue() + UNITS.get(argument.getKey()))
                .findFirst()
                .orElse("0s");
    }
}
