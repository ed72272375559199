package dev.invitations.contract.topology;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Refuses what no event can match, though SNS takes it without a word: a message attribute, a field or an event type that
 * there is not, and a value that is no text, since {@linkplain CloudEvent#attributes() attributes} and fields are.
 */
final class FilterOnEvents {
    private final Mistakes mistakes;
    private final Vocabulary vocabulary;

    /**
     * What events have.
     *
     * @param kind what one of the names is
     * @param type the name that tells the event's type, where one does
     * @param under what is under some of the names
     */
    private record Vocabulary(String kind, List<String> names, String type, Map<String, Vocabulary> under) {
        static final Vocabulary ATTRIBUTES =
                new Vocabulary("message attribute", CloudEvent.ATTRIBUTES, CloudEvent.EVENT_TYPE, Map.of());
        static final Vocabulary DATA = new Vocabulary("field of data", CloudEvent.DATA_FIELDS, "", Map.of());
        static final Vocabulary BODY =
                new Vocabulary("field", CloudEvent.FIELDS, CloudEvent.TYPE, Map.of(CloudEvent.DATA, DATA));
    }

    FilterOnEvents(Mistakes mistakes, FilterScope scope) {
        this(
                mistakes,
                switch (scope) {
                    case MESSAGE_ATTRIBUTES -> Vocabulary.ATTRIBUTES;
                    case MESSAGE_BODY -> Vocabulary.BODY;
                });
    }

    private FilterOnEvents(Mistakes mistakes, Vocabulary vocabulary) {
        this.mistakes = mistakes;
        this.vocabulary = vocabulary;
    }

    void check(ScalarNode key, Node conditions) {
        String name = key.getValue();
        if (name.equals("$or")) {
            each(conditions, alternative -> checkUnder(alternative, this));
        } else if (vocabulary.under().containsKey(name)) {
            if (!checkUnder(
                    conditions, new FilterOnEvents(mistakes, vocabulary.under().get(name)))) {
                mistakes.add(conditions, "filter: expected fields under " + name + ", such as {team: [acme]}");
            }
        } else if (vocabulary.names().contains(name)) {
            each(conditions, condition -> check(name, condition));
        } else {
            mistakes.add(
                    key,
                    "filter: no event has the " + vocabulary.kind() + " " + name + ": "
                            + DidYouMean.among(vocabulary.names(), name));
        }
    }

    private boolean checkUnder(Node node, FilterOnEvents events) {
        if (node instanceof MappingNode policy) {
            new YamlMapping(policy, "filter", mistakes).forEach(events::check);
            return true;
        }
        return false;
    }

    private void check(String name, Node condition) {
        switch (condition) {
            case ScalarNode value -> checkValue(name, value);
            case MappingNode expression -> expression.getValue().forEach(operator -> checkOperator(name, operator));
            default -> {}
        }
    }

    private void checkOperator(String name, NodeTuple operator) {
        switch (operator.getKeyNode()) {
            case ScalarNode key
            when key.getValue().equals("numeric") ->
                mistakes.add(
                        key,
                        "filter: numeric matches numbers only; the " + vocabulary.kind() + " " + name
                                + " is a String: list its values");
            case ScalarNode key when key.getValue().equals("anything-but") -> checkExcepted(name, operator);
            default -> {}
        }
    }

    private void checkExcepted(String name, NodeTuple anythingBut) {
        if (anythingBut.getValueNode() instanceof ScalarNode value) {
            checkValue(name, value);
        } else {
            each(anythingBut.getValueNode(), value -> check(name, value));
        }
    }

    private void checkValue(String name, ScalarNode value) {
        String text = value.getValue();
        if (name.equals(vocabulary.type())) {
            checkEventType(value);
        } else if (value.getTag().equals(Tag.NULL)) {
            mistakes.add(
                    value,
                    "filter: the " + vocabulary.kind() + " " + name
                            + " is a String and never null; for events without it write {exists: false}");
        } else if (!value.getTag().equals(Tag.STR)) {
            mistakes.add(
                    value,
                    "filter: " + text + " is " + kind(value.getTag()) + "; the " + vocabulary.kind() + " " + name
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
