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

/** Reads a filter policy that is written as YAML. */
final class FilterInYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Mistakes mistakes;
    private final FilterScope scope;

    FilterInYaml(Mistakes mistakes, FilterScope scope) {
        this.mistakes = mistakes;
        this.scope = scope;
    }

    FilterPolicy read(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(
                    node,
                    switch (scope) {
                        case MESSAGE_ATTRIBUTES ->
                            "filter: expected message attributes, such as event_type: [user_invited]";
                        case MESSAGE_BODY -> "filter: expected fields of the body, such as type: [user_invited]";
                    });
            return FilterPolicy.ALL;
        }
        int mistakesBefore = mistakes.count();
        ObjectNode policy = JSON.objectNode();
        FilterOnEvents events = new FilterOnEvents(mistakes, scope);
        new YamlMapping(mapping, "filter", mistakes).forEach((attribute, conditions) -> {
            int before = mistakes.count();
            events.check(attribute, conditions);
            // One mistake is told once.
            if (mistakes.count() == before) {
                policy.set(attribute.getValue(), json(conditions));
            }
        });
        if (mistakes.count() > mistakesBefore) {
            return FilterPolicy.ALL;
        }
        try {
            return FilterPolicy.parse(policy.toString(), scope);
        } catch (IllegalArgumentException e) {
            // Its other lines point into the JSON, which nobody has written.
            String sentence = e.getMessage().lines().findFirst().orElseThrow();
            mistakes.add(node, "filter: SNS would refuse it: " + sentence);
            return FilterPolicy.ALL;
        }
    }

    private JsonNode json(Node node) {
        if (node.isTwoStepsConstruction()) {
            mistakes.add(node, "filter: it can't contain itself");
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.getValue()
                        .forEach(entry -> object.set(json(entry.getKeyNode()).asText(), json(entry.getValueNode())));
                yield object;
            }
            case SequenceNode list -> {
                ArrayNode array = JSON.arrayNode();
                list.getValue().forEach(value -> array.add(json(value)));
                yield array;
            }
            case ScalarNode scalar -> json(scalar);
            default -> throw new IllegalStateException("YAML has no other nodes, but found a " + node.getNodeId());
        };
    }

    private JsonNode json(ScalarNode scalar) {
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
