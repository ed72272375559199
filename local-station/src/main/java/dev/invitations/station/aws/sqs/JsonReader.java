package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sqs.Shape.ListOf;
import dev.invitations.station.aws.sqs.Shape.MapOf;
import dev.invitations.station.aws.sqs.Shape.Scalar;
import dev.invitations.station.aws.sqs.Shape.Structure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Base64;

/**
 * Reads AWS JSON as a {@link Shape} has it: what is of a wrong type is refused, and what the shape doesn't know is left
 * out, as is null. The sentences are those of other services of AWS that speak its JSON; SQS's own are not known.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
final class JsonReader {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonReader() {}

    /** @throws SqsError where the body is no such structure */
    static ObjectNode read(Structure structure, Buffer body) {
        try {
            return structure(structure, JSON.readTree(body.getBytes()));
        } catch (IOException _) {
            throw notSerialized("The body of the request is not JSON.");
        }
    }

    /** @throws SqsError where it is no such structure */
    static ObjectNode structure(Structure structure, JsonNode json) {
        require(json.isObject(), json, "Unexpected field type");
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (var member : structure.members()) {
            if (json.hasNonNull(member.name())) {
                read.set(member.name(), value(member.shape(), json.get(member.name())));
            }
        }
        return read;
    }

    private static JsonNode value(Shape shape, JsonNode json) {
        return switch (shape) {
            case Scalar scalar -> scalar(scalar, json);
            case Structure structure -> structure(structure, json);
            case ListOf list -> {
                require(json.isArray(), json, "Unexpected field type");
                ArrayNode read = JsonNodeFactory.instance.arrayNode();
                json.forEach(element -> read.add(value(list.element(), element)));
                yield read;
            }
            case MapOf map -> {
                require(json.isObject(), json, "Unexpected field type");
                ObjectNode read = JsonNodeFactory.instance.objectNode();
                json.properties().forEach(entry -> read.set(entry.getKey(), value(map.value(), entry.getValue())));
                yield read;
            }
        };
    }

    private static JsonNode scalar(Scalar scalar, JsonNode json) {
        boolean isRight =
                switch (scalar) {
                    case TEXT -> json.isTextual();
                    case WHOLE -> json.canConvertToLong() && json.isIntegralNumber();
                    case FLAG -> json.isBoolean();
                    case BLOB -> json.isTextual() && isBase64(json.textValue());
                };
        require(isRight, json, kind(json) + "_VALUE can not be converted to " + scalar);
        return json;
    }

    private static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case NUMBER -> json.isIntegralNumber() ? "NUMBER" : "DECIMAL";
            case BOOLEAN -> json.booleanValue() ? "TRUE" : "FALSE";
            default -> json.getNodeType().name();
        };
    }

    static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void require(boolean isRight, JsonNode json, String sentence) {
        if (!isRight) {
            throw notSerialized(
                    json.isContainerNode() ? "Start of structure or map found where not expected." : sentence);
        }
    }

    private static SqsError notSerialized(String sentence) {
        return new SqsError("SerializationException", sentence);
    }
}
