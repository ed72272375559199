package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.sqs.Shape.ListOf;
import dev.invitations.station.aws.sqs.Shape.MapOf;
import dev.invitations.station.aws.sqs.Shape.Member;
import dev.invitations.station.aws.sqs.Shape.Scalar;
import dev.invitations.station.aws.sqs.Shape.Structure;
import java.util.List;
import java.util.Optional;

/** Reads a request of the older protocol of SQS, Query, as AWS JSON has it. */
final class QueryReader {
    private QueryReader() {}

    /** @throws SqsError where a parameter has a wrong type */
    static ObjectNode read(SqsAction action, AwsRequest request) {
        ObjectNode json = structure(action.request(), request.parameters());
        // The older SDKs send a request to its queue's URL.
        String path = request.http().path();
        if (path.length() > 1 && !json.has("QueueUrl") && action.isOfQueue()) {
            json.put("QueueUrl", path);
        }
        return json;
    }

    private static ObjectNode structure(Structure structure, QueryParameters parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Member member : structure.members()) {
            value(member, parameters).ifPresent(value -> json.set(member.name(), value));
        }
        return json;
    }

    private static Optional<JsonNode> value(Member member, QueryParameters parameters) {
        return switch (member.shape()) {
            case Scalar scalar -> parameters.text(member.name()).map(text -> scalar(scalar, member.name(), text));
            case Structure structure -> Optional.of(structure(structure, parameters.child(member.name())));
            case ListOf list -> Optional.of(list(list, parameters)).filter(values -> !values.isEmpty());
            case MapOf map -> Optional.of(map(map, parameters)).filter(values -> !values.isEmpty());
        };
    }

    private static JsonNode list(ListOf list, QueryParameters parameters) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        if (list.element() instanceof Structure structure) {
            parameters.list(list.queryName()).forEach(element -> json.add(structure(structure, element)));
        } else {
            // One alone needs no number.
            parameters.text(list.queryName()).ifPresent(json::add);
            parameters.texts(list.queryName()).forEach(json::add);
        }
        return json;
    }

    private static JsonNode map(MapOf map, QueryParameters parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<QueryParameters> entries = parameters.list(map.queryName());
        for (int i = 0; i < entries.size(); i++) {
            String parameter = map.queryName() + "." + (i + 1) + "." + map.key();
            String key = entries.get(i).text(map.key()).orElseThrow(() -> SqsError.missing(parameter));
            Member value = Shape.optional("Value", map.value());
            json.set(key, value(value, entries.get(i)).orElseGet(() -> JsonNodeFactory.instance.textNode("")));
        }
        return json;
    }

    private static JsonNode scalar(Scalar scalar, String parameter, String text) {
        return switch (scalar) {
            case WHOLE -> JsonNodeFactory.instance.numberNode(whole(parameter, text));
            case FLAG -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
            case BLOB -> {
                if (!JsonReader.isBase64(text)) {
                    throw SqsError.invalidParameter(text, parameter, "Must be Base64.");
                }
                yield JsonNodeFactory.instance.textNode(text);
            }
            case TEXT -> JsonNodeFactory.instance.textNode(text);
        };
    }

    /** What AWS says to text that is no number isn't known. */
    private static int whole(String parameter, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw SqsError.invalidParameter(text, parameter, "Must be an integer.");
        }
    }
}
