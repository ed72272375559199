package dev.invitations.station.aws.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of an answer in AWS JSON.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
final class JsonFields extends Fields {
    JsonFields(ServiceModel model) {
        super(model);
    }

    void check(String shapeName, JsonNode value, String where) {
        JsonNode shape = model.shape(shapeName);
        switch (shape.path("type").asText()) {
            case "structure" -> checkStructure(shape, value, where);
            case "list" -> {
                require(value.isArray(), where, "is no list");
                String element = shape.at("/member/shape").asText();
                for (int i = 0; i < value.size(); i++) {
                    check(element, value.get(i), where + "[" + i + "]");
                }
            }
            case "map" -> {
                require(value.isObject(), where, "is no map");
                value.properties().forEach(entry -> {
                    requireEnum(model.shape(shape.at("/key/shape").asText()), entry.getKey(), where + "'s key");
                    check(shape.at("/value/shape").asText(), entry.getValue(), where + "." + entry.getKey());
                });
            }
            case "integer", "long" -> require(value.isIntegralNumber(), where, "is " + value + ", no whole number");
            case "boolean" -> require(value.isBoolean(), where, "is " + value + ", neither true nor false");
            default -> {
                require(value.isTextual(), where, "is " + value + ", no text");
                requireText(shape, value.asText(), where);
            }
        }
    }

    private void checkStructure(JsonNode shape, JsonNode value, String where) {
        require(value.isObject(), where, "is no structure");
        List<String> present = new ArrayList<>();
        value.properties().forEach(field -> {
            String name = field.getKey();
            present.add(name);
            JsonNode member = shape.path("members").path(name);
            require(!member.isMissingNode(), where, "has a member that the model does not know: " + name);
            if (!member.isMissingNode()) {
                check(member.path("shape").asText(), field.getValue(), where + "." + name);
            }
        });
        requireMembers(shape, present, where);
    }
}
