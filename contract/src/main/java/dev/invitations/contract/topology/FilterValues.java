package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a message has for the keys of a filter policy. */
interface FilterValues {

    /** The values of a key: several from an array, none where it is absent. */
    List<JsonNode> of(String key);

    /** What is under a key: one for each object there, so that what a policy asks of one object isn't met by two. */
    List<FilterValues> under(String key);

    /** Of a message's attributes; nothing is under one. */
    static FilterValues ofAttributes(Map<String, MessageAttribute> attributes) {
        return new FilterValues() {
            @Override
            public List<JsonNode> of(String key) {
                MessageAttribute attribute = attributes.get(key);
                return attribute == null ? List.of() : attribute.filterValues();
            }

            @Override
            public List<FilterValues> under(String key) {
                return List.of();
            }
        };
    }

    /** Of a message's body. */
    static FilterValues ofBody(JsonNode object) {
        return new FilterValues() {
            @Override
            public List<JsonNode> of(String key) {
                return elements(key).filter(JsonNode::isValueNode).toList();
            }

            @Override
            public List<FilterValues> under(String key) {
                return elements(key)
                        .filter(JsonNode::isObject)
                        .map(FilterValues::ofBody)
                        .toList();
            }

            private Stream<JsonNode> elements(String key) {
                JsonNode value = object.path(key);
                return value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                        : Stream.of(value).filter(node -> !node.isMissingNode());
            }
        };
    }
}
