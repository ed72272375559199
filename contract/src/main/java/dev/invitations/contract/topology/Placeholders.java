package dev.invitations.contract.topology;

import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What differs between environments: {@code ${NAME:default}} in a value stands for the environment's variable of that
 * name, or else for the default. A value is replaced once YAML is read, so it can't be anything but a value.
 */
final class Placeholders {
    private static final Pattern WRITTEN = Pattern.compile("\\$\\{([^}:]*)(:[^}]*)?(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Resolver TYPES = new Resolver();

    private final Function<String, Optional<String>> environment;
    private final Mistakes mistakes;

    Placeholders(Function<String, Optional<String>> environment, Mistakes mistakes) {
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** Replaces them in everything under a node. */
    void replaceIn(Node node) {
        switch (node) {
            case MappingNode mapping -> {
                ListIterator<NodeTuple> tuples = mapping.getValue().listIterator();
                while (tuples.hasNext()) {
                    NodeTuple tuple = tuples.next();
                    tuples.set(new NodeTuple(tuple.getKeyNode(), replaced(tuple.getValueNode())));
                }
            }
            case SequenceNode sequence -> sequence.getValue().replaceAll(this::replaced);
            default -> {}
        }
    }

    private Node replaced(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().contains("${") ? replaced(scalar) : scalar;
        }
        // One that contains itself is refused where it is read.
        if (!node.isTwoStepsConstruction()) {
            replaceIn(node);
        }
        return node;
    }

    private Node replaced(ScalarNode scalar) {
        int before = mistakes.count();
        Matcher placeholder = WRITTEN.matcher(scalar.getValue());
        String value = placeholder.replaceAll(
                found -> Matcher.quoteReplacement(value(scalar, found.group(1), found.group(2), found.group(3))));
        Node replaced = new ScalarNode(
                scalar.isPlain() ? TYPES.resolve(NodeId.scalar, value, true) : scalar.getTag(),
                value,
                scalar.getStartMark(),
                scalar.getEndMark(),
                scalar.getScalarStyle());
        if (mistakes.count() == before) {
            mistakes.isFrom(replaced, scalar.getValue());
        } else {
            mistakes.isRefused(replaced);
        }
        return replaced;
    }

    private String value(ScalarNode place, String name, String otherwise, String end) {
        if (end.isEmpty() || !NAME.matcher(name).matches()) {
            mistakes.add(
                    place,
                    "expected a placeholder such as ${INVITATIONS_PREFIX:}, in capitals and with a default after the"
                            + " colon, found \"" + place.getValue() + '"');
            return "";
        }
        return environment.apply(name).orElseGet(() -> {
            if (otherwise == null) {
                mistakes.add(
                        place,
                        name + " is not set in the environment, and has no default: write ${" + name + ":default}");
                return "";
            }
            return otherwise.substring(1);
        });
    }
}
