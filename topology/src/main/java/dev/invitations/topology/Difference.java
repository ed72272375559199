package dev.invitations.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute, or a tag, that is not as it should be.
 *
 * @param wanted the empty text where it should not be there
 * @param found empty where it is not there
 */
public record Difference(String attribute, String wanted, Optional<String> found) {
    private static final int LONGEST_CHANGE = 80;

    /** In the order of {@code wanted}; attributes that only {@code found} has are none of our business. */
    public static List<Difference> between(Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream()
                .filter(entry -> !(entry.getValue().isEmpty()
                        && found.getOrDefault(entry.getKey(), "").isEmpty()))
                .map(entry -> new Difference(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(found.get(entry.getKey()))))
                .filter(difference ->
                        !difference.found().map(difference::isMetBy).orElse(false))
                .toList();
    }

    /** The same of tags, whose values are texts that mean nothing to AWS; an empty one is a value too. */
    public static List<Difference> betweenTags(Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(found.get(tag.getKey())))
                .map(tag -> new Difference(tag.getKey(), tag.getValue(), Optional.ofNullable(found.get(tag.getKey()))))
                .toList();
    }

    private boolean isMetBy(String value) {
        return wanted.equals(value) || meaning(wanted).equals(meaning(value));
    }

    private JsonNode meaning(String value) {
        return Meaning.of(attribute, value);
    }

    /**
     * Where in the value it differs, for values that are JSON on both sides; else none. What AWS doesn't tell apart, such
     * as the case of an action, is shown as this class compares it.
     */
    public List<Detail> details() {
        JsonNode should = meaning(wanted);
        JsonNode is = meaning(found.orElse(""));
        return should.isObject() && is.isObject() ? Detail.between(is, should) : List.of();
    }

    /** For a line of a report: {@code VisibilityTimeout 45 -> 30}; of values that would fill the screen only the name. */
    @Override
    public String toString() {
        String change =
                found.filter(value -> !value.isEmpty()).orElse("none") + " -> " + (wanted.isEmpty() ? "none" : wanted);
        return change.length() > LONGEST_CHANGE ? attribute : attribute + " " + change;
    }
}
