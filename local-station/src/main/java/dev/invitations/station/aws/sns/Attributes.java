package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.http.Xml;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the attributes of topics and of subscriptions have in common. */
final class Attributes {
    private static final JsonMapper JSON = new JsonMapper();

    private Attributes() {}

    /** What is wrong with the value of an attribute that is a JSON object. */
    static Optional<String> refusalOfJson(String name, String value) {
        try {
            return JSON.readTree(value).isObject()
                    ? Optional.empty()
                    : Optional.of(name + ": failed to parse JSON. Expected an object");
        } catch (JsonProcessingException e) {
            return Optional.of(name + ": failed to parse JSON. " + e.getMessage());
        }
    }

    /** Their map in an answer. */
    static Consumer<Xml> of(Map<String, String> attributes) {
        return result -> result.element(
                "Attributes",
                map -> attributes.forEach((name, value) ->
                        map.element("entry", entry -> entry.text("key", name).text("value", value))));
    }
}
