package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A policy of a user or role, under construction: what it allows, and nothing else. */
final class IamPolicy {
    private final ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    private final ArrayNode statements = policy.putArray("Statement");
    private final UniqueNames sids = new UniqueNames();

    /**
     * Allows something; nothing where there is no resource.
     *
     * @param sid what it is for; IAM gets its letters and digits
     * @param resources ARNs, or {@code *} for actions that IAM can't restrict to a resource
     * @return where conditions can be put
     */
    ObjectNode allow(String sid, List<String> actions, List<String> resources) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        if (resources.isEmpty()) {
            return statement;
        }
        statement.put("Sid", sids.claim(UniqueNames.inLetters(sid), sid)).put("Effect", "Allow");
        put(statement, "Action", actions);
        put(statement, "Resource", resources);
        statements.add(statement);
        return statement;
    }

    private static void put(ObjectNode statement, String element, List<String> values) {
        if (values.size() == 1) {
            statement.put(element, values.getFirst());
        } else {
            values.forEach(statement.putArray(element)::add);
        }
    }

    ObjectNode json() {
        return policy;
    }
}
