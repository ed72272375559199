package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/**
 * The values of a configuration: what stands for another part of it is a reference.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/strings">Terraform: string templates</a>
 */
record TerraformValues(Blueprint blueprint) {
    /** What only looks like a template. */
    private static final Pattern LITERAL = Pattern.compile("([$%])\\{(?!(data\\.aws_|var\\.prefix}))");

    /** The same with references; names of fields are templates too. */
    JsonNode of(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> object.set(literal(field.getKey()), of(field.getValue())));
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(value -> array.add(of(value)));
            return array;
        }
        return json.isTextual() ? TextNode.valueOf(text(json.textValue())) : json;
    }

    String text(String text) {
        return blueprint
                .withArn(text)
                .map(resource -> "${" + blueprint.label(resource) + ".arn}")
                .orElseGet(() -> literal(text));
    }

    private static String literal(String text) {
        return LITERAL.matcher(text).replaceAll("$1$1{");
    }
}
