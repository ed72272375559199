package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.IamAction;
import java.util.List;
import java.util.Optional;

/**
 * What AddPermission and RemovePermission make of a queue's policy.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">
 *     AddPermission</a>
 */
final class Permissions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATEMENT = "Statement";

    private Permissions() {}

    /**
     * Lets accounts in.
     *
     * @param request of AddPermission, as AWS JSON has it
     * @return the policy as it is to be
     * @throws SqsError where AWS would not do it
     */
    static String add(Queue queue, JsonNode request) {
        String label = label(request);
        List<String> accounts = texts(request, "AWSAccountIds", "AWSAccountIds");
        List<String> actions = texts(request, "Actions", "ActionName");
        accounts.forEach(Permissions::requireAccount);
        if (actions.size() > AccessPolicy.MOST_ACTIONS) {
            throw SqsError.overLimit(
                    actions.size() + " Actions were found, maximum allowed is " + AccessPolicy.MOST_ACTIONS + ".");
        }
        actions.forEach(Permissions::requireAction);

        ObjectNode statement = JSON.createObjectNode().put("Sid", label).put("Effect", "Allow");
        putOneOrAll(
                statement.putObject("Principal"),
                "AWS",
                accounts.stream()
                        .map(account -> "arn:aws:iam::" + account + ":root")
                        .toList());
        putOneOrAll(
                statement,
                "Action",
                actions.stream().map(action -> "SQS:" + action).toList());
        statement.put("Resource", queue.arn());
        return withStatement(queue, label, statement);
    }

    private static String withStatement(Queue queue, String label, ObjectNode statement) {
        ObjectNode policy = policy(queue);
        ArrayNode statements = (ArrayNode) policy.path(STATEMENT);
        Optional<JsonNode> former = statements
                .valueStream()
                .filter(one -> label.equals(one.path("Sid").asText()))
                .findFirst();
        if (former.isPresent()) {
            if (former.get().equals(statement)) {
                return policy.toString();
            }
            throw SqsError.invalidParameter(label, "Label", "Already exists.");
        }
        statements.add(statement);
        if (statements.size() > AccessPolicy.MOST_STATEMENTS) {
            throw SqsError.overLimit(statements.size() + " Statements were found, maximum allowed is "
                    + AccessPolicy.MOST_STATEMENTS + ".");
        }
        return policy.toString();
    }

    /**
     * Takes the statement of that label away.
     *
     * @return the policy as it is to be; empty where nothing is left of it
     * @throws SqsError where there is no such statement
     */
    static String remove(Queue queue, JsonNode request) {
        String label = label(request);
        ObjectNode policy = policy(queue);
        ArrayNode statements = (ArrayNode) policy.path(STATEMENT);
        ArrayNode others = JSON.createArrayNode();
        statements.forEach(one -> {
            if (!label.equals(one.path("Sid").asText())) {
                others.add(one);
            }
        });
        if (others.size() == statements.size()) {
            throw SqsError.invalidParameter(label, "Label", "can't find label.");
        }
        policy.set(STATEMENT, others);
        return others.isEmpty() ? "" : policy.toString();
    }

    /** The queue's policy, or what SQS begins one with; its statements as a list. */
    private static ObjectNode policy(Queue queue) {
        String json = queue.attributes().get(Queue.POLICY);
        if (json == null) {
            ObjectNode policy =
                    JSON.createObjectNode().put("Version", "2008-10-17").put("Id", queue.arn() + "/SQSDefaultPolicy");
            policy.putArray(STATEMENT);
            return policy;
        }
        try {
            ObjectNode policy = (ObjectNode) JSON.readTree(json);
            JsonNode statements = policy.path(STATEMENT);
            if (!statements.isArray()) {
                policy.set(STATEMENT, JSON.createArrayNode().add(statements));
            }
            return policy;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the queue has a policy that is none: " + json, e);
        }
    }

    private static String label(JsonNode request) {
        String label = request.path("Label").asText();
        if (label.isEmpty()) {
            throw SqsError.missing("Label");
        }
        if (!label.matches("[A-Za-z0-9_-]{1,80}")) {
            throw SqsError.invalidParameter(
                    label,
                    "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
        return label;
    }

    /** @param said how the parameter is called where it is missing */
    private static List<String> texts(JsonNode request, String name, String said) {
        List<String> texts =
                request.path(name).valueStream().map(JsonNode::asText).toList();
        if (texts.isEmpty()) {
            throw SqsError.missing(said);
        }
        return texts;
    }

    private static void requireAccount(String account) {
        if (!account.matches("\\d{12}")) {
            throw SqsError.invalidParameter("[" + account + "]", "PrincipalId", "Unable to verify.");
        }
    }

    private static void requireAction(String action) {
        if (Actions.isOfTheOwner(action)) {
            throw SqsError.invalidParameter(
                    "SQS:" + action, "ActionName", "Only the queue owner is allowed to invoke this action.");
        }
        boolean isBatch = !IamAction.of(action).equals(action);
        if (!action.equals("*") && (isBatch || SqsAction.of(action).isEmpty())) {
            throw SqsError.invalidParameter(
                    "SQS:" + action,
                    "ActionName",
                    "Please refer to the appropriate WSDL for a list of valid actions. ");
        }
    }

    private static void putOneOrAll(ObjectNode json, String name, List<String> values) {
        if (values.size() == 1) {
            json.put(name, values.getFirst());
        } else {
            values.forEach(json.putArray(name)::add);
        }
    }
}
