package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.EventType;
import dev.invitations.contract.UndecodableEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds an event that a filter policy carries: it tries values of which the policy itself speaks. */
final class FilterExample {
    /** Where in the body the value of a message attribute stands. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            CloudEvent.EVENT_TYPE, "/type", CloudEvent.TEAM, "/data/team", CloudEvent.TRACEPARENT, "/traceparent");

    private final FilterPolicy policy;
    private final Map<String, List<FilterCondition>> conditions = new LinkedHashMap<>();

    FilterExample(FilterPolicy policy, FilterRule rule) {
        this.policy = policy;
        collect("", rule);
    }

    private void collect(String path, FilterRule rule) {
        switch (rule) {
            case FilterRule.AllOf all -> all.rules().forEach(each -> collect(path, each));
            case FilterRule.AnyOf any -> any.alternatives().forEach(each -> collect(path, each));
            case FilterRule.Under under -> collect(path + "/" + escaped(under.name()), under.rules());
            case FilterRule.Key key ->
                place(path, key.name()).ifPresent(place -> conditions
                        .computeIfAbsent(place, _ -> new ArrayList<>())
                        .addAll(key.conditions()));
        }
    }

    /** As a JSON pointer; none for an attribute that no event has. */
    private Optional<String> place(String path, String key) {
        return policy.scope() == FilterScope.MESSAGE_BODY
                ? Optional.of(path + "/" + escaped(key))
                : Optional.ofNullable(ATTRIBUTES.get(key));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    Optional<CloudEvent> find() {
        return Arrays.stream(EventType.values())
                .map(FilterExampleEvent::of)
                .flatMap(this::variants)
                .flatMap(json -> valid(json).stream())
                .filter(this::isCarried)
                .findFirst();
    }

    private boolean isCarried(CloudEvent event) {
        Map<String, MessageAttribute> attributes = event.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue())));
        return policy.matches(event.toJson(), attributes);
    }

    private Stream<ObjectNode> variants(ObjectNode event) {
        Stream<ObjectNode> all = Stream.of(event);
        for (String place : conditions.keySet()) {
            List<Optional<String>> values = values(event, place);
            all = all.flatMap(one -> values.stream().map(value -> with(one, place, value)));
        }
        return all;
    }

    /** What stands there now first. Of values between which the policy makes no difference, one is enough. */
    private List<Optional<String>> values(ObjectNode event, String place) {
        JsonNode now = event.at(place);
        if (!now.isTextual()) {
            return List.of(Optional.empty());
        }
        List<FilterCondition> here = conditions.get(place);
        Map<List<Boolean>, Optional<String>> different = new LinkedHashMap<>();
        for (Optional<String> value : candidates(now.asText(), here)) {
            List<Boolean> met = met(here, value);
            if (!different.containsKey(met) && valid(with(event, place, value)).isPresent()) {
                different.put(met, value);
            }
        }
        return List.copyOf(different.values());
    }

    /** Last of all that nothing stands there. */
    private static List<Optional<String>> candidates(String usual, List<FilterCondition> conditions) {
        return Stream.concat(
                        new FilterExampleValues(usual, conditions).all().map(Optional::of),
                        Stream.of(Optional.<String>empty()))
                .toList();
    }

    private static List<Boolean> met(List<FilterCondition> conditions, Optional<String> value) {
        List<JsonNode> values =
                value.stream().<JsonNode>map(JsonNodeFactory.instance::textNode).toList();
        return conditions.stream().map(condition -> condition.matches(values)).toList();
    }

    private static ObjectNode with(ObjectNode event, String place, Optional<String> value) {
        ObjectNode copy = event.deepCopy();
        set(copy, place, value);
        // The event that begins an invitation has the invitation's id.
        if (copy.path("type").asText().equals(EventType.USER_INVITED.wireName())) {
            switch (place) {
                case "/id" -> set(copy, "/subject", value);
                case "/subject" -> set(copy, "/id", value);
                default -> {}
            }
        }
        return copy;
    }

    private static void set(ObjectNode event, String place, Optional<String> value) {
        int slash = place.lastIndexOf('/');
        if (event.at(place.substring(0, slash)) instanceof ObjectNode holder) {
            String key = place.substring(slash + 1);
            value.ifPresentOrElse(text -> holder.put(key, text), () -> holder.remove(key));
        }
    }

    private static Optional<CloudEvent> valid(ObjectNode json) {
        try {
            return Optional.of(CloudEvent.parse(json.toString())).filter(event -> event.traceparent()
                    .map(trace -> trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"))
                    .orElse(true));
        } catch (UndecodableEvent _) {
            return Optional.empty();
        }
    }
}
