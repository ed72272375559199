package dev.invitations.topology.doctor;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A resource as it should be, and as it is. */
record Examined<R extends Resource>(R wanted, Reading reading) {

    Subject subject() {
        return Subject.of(wanted);
    }

    boolean isFound() {
        return reading instanceof Reading.Found;
    }

    /** The value of an attribute as it is; empty where it isn't there. */
    Optional<String> found(String attribute) {
        return reading instanceof Reading.Found(Map<String, String> attributes)
                ? Optional.ofNullable(attributes.get(attribute)).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    /** A number as it is; 0 where it isn't there. */
    long count(String attribute) {
        return found(attribute).map(Long::parseLong).orElse(0L);
    }

    /** The value of an attribute as it should be; empty where it should not be there. */
    Optional<String> wanted(String attribute) {
        return Optional.ofNullable(wanted.attributes().get(attribute)).filter(value -> !value.isEmpty());
    }

    List<Difference> differences(Predicate<String> attribute) {
        return reading instanceof Reading.Found(Map<String, String> attributes)
                ? Difference.between(wanted.attributes(), attributes).stream()
                        .filter(difference -> attribute.test(difference.attribute()))
                        .toList()
                : List.of();
    }
}
