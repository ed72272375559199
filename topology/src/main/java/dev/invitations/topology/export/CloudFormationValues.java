package dev.invitations.topology.export;

import dev.invitations.topology.Resource;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The values of a template: what stands for another part of it is a reference.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
record CloudFormationValues(Blueprint blueprint) {
    private static final String PREFIX = "${" + CloudFormation.PREFIX + "}";

    /** What CloudFormation fills in, and what only looks like it. */
    private static final Pattern OPEN = Pattern.compile("\\$\\{(AWS::\\w+|Prefix)}");

    private static final Pattern LITERAL = Pattern.compile("\\$\\{(?!(AWS::\\w+|Prefix)})");

    /** A number elsewhere, a text in CloudFormation. */
    private static final String SIGNATURE_VERSION = "SignatureVersion";

    /** The value of an attribute. It refers only to what comes before its resource; else references go in a circle. */
    Node attribute(Resource resource, String name, String value) {
        if (name.equals("KmsMasterKeyId")) {
            return YamlNodes.tagged("!Ref", blueprint.keys().get(value));
        }
        if (value.startsWith("{")) {
            return YamlNodes.of(Json.parse(value), text -> text(resource, text));
        }
        if (value.equals("true") || value.equals("false")) {
            return YamlNodes.bool(Boolean.parseBoolean(value));
        }
        return value.matches("\\d+") && !name.equals(SIGNATURE_VERSION)
                ? YamlNodes.number(value)
                : text(resource, value);
    }

    private Node text(Resource from, String text) {
        return blueprint
                .withArn(text)
                .filter(resource -> !blueprint.isBefore(resource, from))
                .map(later -> sub(blueprint.queueArn(later, PREFIX)))
                .orElseGet(() -> text(text));
    }

    /** A policy, to which nothing refers. */
    Node policy(String json) {
        return YamlNodes.of(Json.parse(json), this::text);
    }

    /** A text in a part to which nothing refers. */
    Node text(String text) {
        return blueprint
                .withArn(text)
                .map(resource -> resource instanceof Resource.Queue
                        ? YamlNodes.tagged("!GetAtt", blueprint.label(resource) + ".Arn")
                        : YamlNodes.tagged("!Ref", blueprint.label(resource)))
                .orElseGet(() -> OPEN.matcher(text).find()
                        ? sub(LITERAL.matcher(text).replaceAll("\\${!"))
                        : YamlNodes.text(text));
    }

    Node name(Resource resource) {
        return sub(blueprint.name(resource, PREFIX));
    }

    Node tags(Resource resource) {
        return YamlNodes.sequence(blueprint.tags(resource, PREFIX).entrySet().stream()
                .map(tag -> new YamlNodes.Mapping()
                        .put("Key", YamlNodes.text(tag.getKey()))
                        .put("Value", text(tag.getValue()))
                        .node())
                .toArray(Node[]::new));
    }

    private static Node sub(String text) {
        return YamlNodes.tagged("!Sub", text);
    }
}
