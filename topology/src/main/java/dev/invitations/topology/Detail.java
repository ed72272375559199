package dev.invitations.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place inside a JSON value where it is not as it should be.
 *
 * @param path the names on the way, such as {@code Statement.Condition.ArnEquals.aws:sourcearn}; an element of a list has
 *     none
 * @param found JSON; empty where it is not there
 * @param wanted JSON; empty where it should not be there
 */
public record Detail(String path, Optional<String> found, Optional<String> wanted) {

    static List<Detail> between(JsonNode found, JsonNode wanted) {
        List<Detail> details = new ArrayList<>();
        collect("", found, wanted, details);
        return details;
    }

    private static void collect(String path, JsonNode found, JsonNode wanted, List<Detail> details) {
        if (found.equals(wanted)) {
            return;
        }
        if (found.isObject() && wanted.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    collect(path.isEmpty() ? name : path + "." + name, found.path(name), wanted.path(name), details));
        } else if (found.isArray() && wanted.isArray()) {
            collectElements(path, found, wanted, details);
        } else {
            details.add(new Detail(path, text(found), text(wanted)));
        }
    }

    private static void collectElements(String path, JsonNode found, JsonNode wanted, List<Detail> details) {
        Set<JsonNode> gone = without(found, wanted);
        Set<JsonNode> missing = without(wanted, found);
        if (gone.size() == 1 && missing.size() == 1) {
            collect(path, gone.iterator().next(), missing.iterator().next(), details);
        } else if (gone.isEmpty() && missing.isEmpty()) {
            details.add(new Detail(path, text(found), text(wanted)));
        } else {
            gone.forEach(element -> details.add(new Detail(path, text(element), Optional.empty())));
            missing.forEach(element -> details.add(new Detail(path, Optional.empty(), text(element))));
        }
    }

    private static Set<JsonNode> without(JsonNode list, JsonNode others) {
        Set<JsonNode> rest = list.valueStream().collect(Collectors.toCollection(LinkedHashSet::new));
        others.forEach(rest::remove);
        return rest;
    }

    private static Optional<String> text(JsonNode json) {
        return json.isMissingNode() ? Optional.empty() : Optional.of(json.toString());
    }

    /** For a line of a report: {@code Statement.Resource "a" -> "b"}. */
    @Override
    public String toString() {
        return path + " " + found.orElse("none") + " -> " + wanted.orElse("none");
    }
}
