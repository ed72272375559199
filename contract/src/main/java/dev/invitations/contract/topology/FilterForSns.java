package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Refuses what SNS would refuse, each condition at the place where it is written. */
final class FilterForSns {
    private static final List<String> OPERATORS =
            List.of("prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists", "cidr");

    private final Mistakes mistakes;
    private final FilterScope scope;
    private final FilterJson json;

    FilterForSns(Mistakes mistakes, FilterScope scope, FilterJson json) {
        this.mistakes = mistakes;
        this.scope = scope;
        this.json = json;
    }

    void check(ScalarNode key, Node conditions) {
        int before = mistakes.count();
        switch (conditions) {
            case ScalarNode value ->
                mistakes.add(
                        value,
                        "filter: " + key.getValue() + ": expected a list of values, found \"" + value.getValue()
                                + "\": write [" + value.getValue() + "]");
            case SequenceNode list
            when key.getValue().equals("$or") -> list.getValue().forEach(this::checkAlternative);
            case SequenceNode list -> list.getValue().forEach(condition -> checkCondition(key, condition));
            case MappingNode fields
            when scope == FilterScope.MESSAGE_BODY -> fields.getValue().forEach(this::check);
            default -> {}
        }
        if (mistakes.count() == before) {
            refuseIfSnsWould(conditions, key, conditions);
        }
    }

    private void check(NodeTuple entry) {
        if (entry.getKeyNode() instanceof ScalarNode key
                && !entry.getValueNode().isTwoStepsConstruction()) {
            check(key, entry.getValueNode());
        }
    }

    private void checkAlternative(Node alternative) {
        if (alternative instanceof MappingNode policy && !policy.isTwoStepsConstruction()) {
            policy.getValue().forEach(this::check);
        }
    }

    private void checkCondition(ScalarNode key, Node condition) {
        int before = mistakes.count();
        if (condition instanceof MappingNode expression) {
            expression.getValue().forEach(this::checkOperator);
        }
        if (mistakes.count() == before) {
            refuseIfSnsWould(
                    condition, key, new SequenceNode(Tag.SEQ, List.of(condition), DumperOptions.FlowStyle.FLOW));
        }
    }

    private void checkOperator(NodeTuple expression) {
        if (expression.getKeyNode() instanceof ScalarNode operator && !OPERATORS.contains(operator.getValue())) {
            mistakes.add(
                    operator,
                    "filter: unknown operator " + operator.getValue() + ": "
                            + DidYouMean.among(OPERATORS, operator.getValue()));
        }
    }

    private void refuseIfSnsWould(Node place, ScalarNode key, Node conditions) {
        int before = mistakes.count();
        ObjectNode policy = JsonNodeFactory.instance.objectNode().set(key.getValue(), json.of(conditions));
        if (mistakes.count() > before) {
            return;
        }
        try {
            FilterPolicyReader.readWithoutLimits(policy.toString(), scope);
        } catch (IllegalArgumentException e) {
            // Its other lines point into the JSON, which nobody has written.
            String sentence = e.getMessage().lines().findFirst().orElseThrow();
            mistakes.add(place, "filter: SNS would refuse it: " + sentence);
        }
    }

    /** The limits on the whole. */
    void checkSize(MappingNode filter) {
        FilterRule.AllOf policy =
                FilterPolicyReader.readWithoutLimits(json.of(filter).toString(), scope);
        int keys = policy.rules().size();
        long combinations = policy.combinations(1);
        if (keys > FilterPolicyReader.MAX_KEYS) {
            mistakes.add(filter, "filter: has " + keys + " keys, and SNS takes " + FilterPolicyReader.MAX_KEYS);
        }
        if (combinations > FilterPolicyReader.MAX_COMBINATIONS) {
            mistakes.add(
                    filter,
                    "filter: its values have " + combinations + " combinations, and SNS takes "
                            + FilterPolicyReader.MAX_COMBINATIONS);
        }
    }
}
