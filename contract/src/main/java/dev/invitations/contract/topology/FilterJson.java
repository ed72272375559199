package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A part of a filter policy as JSON; what has no JSON is noted. */
final class FilterJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Mistakes mistakes;

    FilterJson(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    JsonNode of(Node node) {
        if (node.isTwoStepsConstruction()) {
            mistakes.add(node, "filter: it can't contain itself");
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.getValue()
                        .forEach(entry -> object.set(of(entry.getKeyNode()).asText(), of(entry.getValueNode())));
                yield object;
            }
            case SequenceNode list -> {
                ArrayNode array = JSON.arrayNode();
                list.getValue().forEach(value -> array.add(of(value)));
                yield array;
            }
            case ScalarNode scalar -> of(scalar);
            default -> throw new IllegalStateException("YAML has no other nodes, but found a " + node.getNodeId());
        };
    }

    private JsonNode of(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.STR)) {
            return JSON.textNode(text);
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // To YAML, no and on are truth values, and 1:30 and 0x1F numbers: hardly what was meant, and not JSON.
            mistakes.add(scalar, "filter: " + text + " is neither a number nor true or false; a text goes in quotes");
            return JSON.nullNode();
        }
    }
}
