package dev.invitations.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes a right JSON wrong in one place, to see who notices. */
record JsonChanges(JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static JsonChanges to(String json) {
        try {
            return new JsonChanges(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Every field, such as {@code /id} and {@code /data/team}. */
    Stream<String> fields() {
        return Stream.concat(
                json.propertyStream().map(field -> "/" + field.getKey()),
                json.path("data").propertyStream().map(field -> "/data/" + field.getKey()));
    }

    JsonNode without(String field) {
        return changed(field, (parent, name) -> parent.remove(name));
    }

    JsonNode with(String field, JsonNode value) {
        return changed(field, (parent, name) -> parent.set(name, value));
    }

    private JsonNode changed(String field, BiConsumer<ObjectNode, String> change) {
        JsonNode copy = json.deepCopy();
        int slash = field.lastIndexOf('/');
        change.accept((ObjectNode) copy.at(field.substring(0, slash)), field.substring(slash + 1));
        return copy;
    }

    static boolean isRefused(JsonNode json, Consumer<String> parser) {
        try {
            parser.accept(json.toString());
            return false;
        } catch (UndecodableEvent e) {
            return true;
        }
    }
}
