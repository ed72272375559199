package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML that people read: block style, in the order in which it is put together, with comments. */
final class YamlNodes {
    private static final int WIDTH = 120;

    private YamlNodes() {}

    static String write(Node root) {
        DumperOptions options = new DumperOptions();
        options.setProcessComments(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(root, text);
        // An empty line of a comment, or between entries, comes with its indentation.
        return text.toString().replaceAll("(?m)^( *#)? +$", "$1");
    }

    static Node text(String value) {
        return new ScalarNode(Tag.STR, value, null, null, ScalarStyle.PLAIN);
    }

    static Node number(String value) {
        return new ScalarNode(Tag.INT, value, null, null, ScalarStyle.PLAIN);
    }

    static Node bool(boolean value) {
        return new ScalarNode(Tag.BOOL, Boolean.toString(value), null, null, ScalarStyle.PLAIN);
    }

    /** A text with a tag such as {@code !Ref}. */
    static Node tagged(String tag, String value) {
        return new ScalarNode(new Tag(tag), value, null, null, ScalarStyle.PLAIN);
    }

    static Node sequence(Node... values) {
        return new SequenceNode(Tag.SEQ, List.of(values), FlowStyle.BLOCK);
    }

    /** The same in YAML; {@code text} makes what stands for each text that is not a key. */
    static Node of(JsonNode json, Function<String, Node> text) {
        if (json.isObject()) {
            Mapping mapping = new Mapping();
            json.properties().forEach(entry -> mapping.put(entry.getKey(), of(entry.getValue(), text)));
            return mapping.node();
        }
        if (json.isArray()) {
            return sequence(json.valueStream().map(value -> of(value, text)).toArray(Node[]::new));
        }
        if (json.isTextual()) {
            return text.apply(json.textValue());
        }
        Tag tag =
                json.isBoolean() ? Tag.BOOL : json.isNull() ? Tag.NULL : json.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
        return new ScalarNode(tag, json.asText(), null, null, ScalarStyle.PLAIN);
    }

    /** A mapping under construction. */
    static final class Mapping {
        private final List<NodeTuple> entries = new ArrayList<>();

        Mapping put(String key, Node value) {
            entries.add(new NodeTuple(text(key), value));
            return this;
        }

        /** With an empty line and that comment before it; without a comment, only the line. */
        Mapping put(String comment, String key, Node value) {
            Node keyNode = text(key);
            List<CommentLine> lines = new ArrayList<>();
            if (!entries.isEmpty()) {
                lines.add(new CommentLine(null, null, "", CommentType.BLANK_LINE));
            }
            comment.lines().forEach(line -> lines.add(new CommentLine(null, null, " " + line, CommentType.BLOCK)));
            keyNode.setBlockComments(lines);
            entries.add(new NodeTuple(keyNode, value));
            return this;
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        Node node() {
            return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
        }
    }
}
