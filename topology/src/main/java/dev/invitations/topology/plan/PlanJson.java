package dev.invitations.topology.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan for programs. Fields may be added; those that are there keep their names and meaning.
 *
 * <pre>
 * partition, region, account   where it would be applied
 * changes                      whether there is something to apply
 * resources[]                  all that is declared, in the order in which it is applied
 *   action                     create | change | replace | pending | none
 *   kind, name                 queue | dead-letter queue | topic | subscription, and its name
 *   id                         URL or ARN of what is there; absent for create, and where SNS doesn't tell it
 *   attributes[]               name, wanted, found: what differs, all of them for create; found is absent where it isn't
 *                              there, wanted is "" where it should not be there
 *   tags[]                     the same of tags
 * extras[]                     what is there and not declared, in the order in which it can be deleted
 *   kind, name, arn            for a subscription the name is its protocol and endpoint; arn is PendingConfirmation
 *                              where SNS doesn't tell it
 *   messages                   how many a queue holds, about; absent for other kinds
 * </pre>
 */
final class PlanJson {
    private PlanJson() {}

    static String of(Plan plan, Place place) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("partition", place.partition())
                .put("region", place.region())
                .put("account", place.account())
                .put("changes", plan.hasChanges());
        ArrayNode resources = json.putArray("resources");
        plan.steps().forEach(step -> put(step, resources.addObject()));
        ArrayNode extras = json.putArray("extras");
        plan.extras().forEach(extra -> put(extra, extras.addObject()));
        return json.toPrettyString();
    }

    private static void put(Step step, ObjectNode json) {
        switch (step) {
            case Step.Create create ->
                put(
                        json,
                        "create",
                        create,
                        Optional.empty(),
                        Difference.between(create.resource().attributes(), Map.of()),
                        Difference.betweenTags(create.resource().tags(), Map.of()));
            case Step.Change change ->
                put(json, "change", change, Optional.of(change.id()), change.attributes(), change.tags());
            case Step.Replace replace ->
                put(json, "replace", replace, Optional.of(replace.formerId()), replace.identity(), List.of());
            case Step.Pending pending -> put(json, "pending", pending, pending.id(), List.of(), List.of());
            case Step.AsDeclared declared ->
                put(json, "none", declared, Optional.of(declared.id()), List.of(), List.of());
        }
    }

    private static void put(
            ObjectNode json,
            String action,
            Step step,
            Optional<String> id,
            List<Difference> attributes,
            List<Difference> tags) {
        json.put("action", action)
                .put("kind", step.resource().kind())
                .put("name", step.resource().name());
        id.ifPresent(known -> json.put("id", known));
        put(attributes, json.putArray("attributes"));
        put(tags, json.putArray("tags"));
    }

    private static void put(List<Difference> differences, ArrayNode json) {
        for (Difference difference : differences) {
            ObjectNode attribute =
                    json.addObject().put("name", difference.attribute()).put("wanted", difference.wanted());
            difference.found().ifPresent(found -> attribute.put("found", found));
        }
    }

    private static void put(Extra extra, ObjectNode json) {
        json.put("kind", extra.kind()).put("name", extra.name()).put("arn", extra.arn());
        extra.depth().ifPresent(depth -> json.put("messages", depth.total()));
    }
}
