package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Xml;
import java.util.Map;
import java.util.function.Consumer;

/** The map of attributes in an answer. */
final class Attributes {
    private Attributes() {}

    static Consumer<Xml> of(Map<String, String> attributes) {
        return result -> result.element(
                "Attributes",
                map -> attributes.forEach((name, value) ->
                        map.element("entry", entry -> entry.text("key", name).text("value", value))));
    }
}
