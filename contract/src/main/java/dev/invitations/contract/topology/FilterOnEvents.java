package dev.invitations.contract.topology;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Refuses what no event can match, though SNS takes it without a word: a message attribute or an event type that there
 * is not, and a value that is no text, since the {@linkplain CloudEvent#attributes() attributes} are all of type String.
 */
final class FilterOnEvents {
    private final Mistakes mistakes;

    FilterOnEvents(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(ScalarNode key, Node conditions) {
        String attribute = key.getValue();
        if (attribute.equals("$or")) {
            each(conditions, alternative -> {
                if (alternative instanceof MappingNode policy) {
                    new YamlMapping(policy, "filter", mistakes).forEach(this::check);
                }
            });
        } else if (CloudEvent.ATTRIBUTES.contains(attribute)) {
            each(conditions, condition -> check(attribute, condition));
        } else {
            mistakes.add(
                    key,
                    "filter: no event has the message attribute " + attribute + ": "
                            + DidYouMean.among(CloudEvent.ATTRIBUTES, attribute));
        }
    }

    private void check(String attribute, Node condition) {
        switch (condition) {
            case ScalarNode value -> checkValue(attribute, value);
            case MappingNode expression ->
                expression.getValue().forEach(operator -> checkOperator(attribute, operator));
            default -> {}
        }
    }

    private void checkOperator(String attribute, NodeTuple operator) {
        switch (operator.getKeyNode()) {
            case ScalarNode name
            when name.getValue().equals("numeric") ->
                mistakes.add(
                        name,
                        "filter: numeric matches numbers only; the message attribute " + attribute
                                + " is a String: list its values");
            case ScalarNode name when name.getValue().equals("anything-but") -> checkExcepted(attribute, operator);
            default -> {}
        }
    }

    private void checkExcepted(String attribute, NodeTuple anythingBut) {
        if (anythingBut.getValueNode() instanceof ScalarNode value) {
            checkValue(attribute, value);
        } else {
            each(anythingBut.getValueNode(), value -> check(attribute, value));
        }
    }

    private void checkValue(String attribute, ScalarNode value) {
        String text = value.getValue();
        if (attribute.equals(CloudEvent.EVENT_TYPE)) {
            checkEventType(value);
        } else if (value.getTag().equals(Tag.NULL)) {
            mistakes.add(
                    value,
                    "filter: the message attribute " + attribute
                            + " is a String and never null; for events without it write {exists: false}");
        } else if (!value.getTag().equals(Tag.STR)) {
            mistakes.add(
                    value,
                    "filter: " + text + " is " + kind(value.getTag()) + "; the message attribute " + attribute
                            + " is a String: write \"" + text + '"');
        }
    }

    private void checkEventType(ScalarNode type) {
        if (EventType.of(type.getValue()).isEmpty()) {
            List<String> known =
                    Arrays.stream(EventType.values()).map(EventType::wireName).toList();
            mistakes.add(
                    type,
                    "filter: there is no event type " + type.getValue() + ": "
                            + DidYouMean.among(known, type.getValue()));
        }
    }

    private static String kind(Tag tag) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "a number";
        }
        return tag.equals(Tag.BOOL) ? "a truth value" : "no text";
    }

    /** A list that contains itself is refused where it is written as JSON. */
    private static void each(Node list, Consumer<Node> element) {
        if (list instanceof SequenceNode sequence) {
            sequence.getValue().stream()
                    .filter(node -> !node.isTwoStepsConstruction())
                    .forEach(element);
        }
    }
}
