package dev.invitations.contract.topology;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a filter policy that is written as YAML. */
final class FilterInYaml {
    private final Mistakes mistakes;
    private final FilterScope scope;
    private final FilterJson json;

    FilterInYaml(Mistakes mistakes, FilterScope scope) {
        this.mistakes = mistakes;
        this.scope = scope;
        this.json = new FilterJson(mistakes);
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
        int before = mistakes.count();
        FilterOnEvents events = new FilterOnEvents(mistakes, scope);
        FilterForSns sns = new FilterForSns(mistakes, scope, json);
        new YamlMapping(mapping, "filter", mistakes).forEach((key, conditions) -> {
            int beforeKey = mistakes.count();
            events.check(key, conditions);
            // One mistake is told once.
            if (mistakes.count() == beforeKey) {
                sns.check(key, conditions);
            }
        });
        if (mistakes.count() == before) {
            sns.checkSize(mapping);
        }
        return mistakes.count() == before ? FilterPolicy.parse(json.of(mapping).toString(), scope) : FilterPolicy.ALL;
    }
}
