package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adding statements to a topic's policy, and taking them away.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class PermissionActions {
    private static final JsonMapper JSON = new JsonMapper();
    /** What a topic's policy can speak of. */
    private static final Set<String> ACTIONS = Set.of(
            "AddPermission",
            "DeleteTopic",
            "GetDataProtectionPolicy",
            "GetTopicAttributes",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "Publish",
            "PutDataProtectionPolicy",
            "RemovePermission",
            "SetTopicAttributes",
            "Subscribe");

    private final Topics topics;

    PermissionActions(Topics topics) {
        this.topics = topics;
    }

    Consumer<Xml> add(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Topic topic = topics.require(SnsArn.topic(parameters, request.caller()));
        String label = label(parameters);
        List<String> accounts = parameters.texts("AWSAccountId");
        List<String> actions = parameters.texts("ActionName");
        if (accounts.isEmpty()) {
            throw SnsError.missing("aWSAccountId");
        }
        if (actions.isEmpty()) {
            throw SnsError.missing("actionName");
        }
        ObjectNode policy = policy(topic);
        ArrayNode statements = statements(policy);
        if (statements
                .valueStream()
                .anyMatch(statement -> statement.path("Sid").asText().equals(label))) {
            throw SnsError.invalidParameter("Statement already exists");
        }
        if (!ACTIONS.containsAll(actions)) {
            throw SnsError.invalidParameter("Policy statement action out of service scope!");
        }
        if (!accounts.stream().allMatch(account -> account.matches("\\d{12}"))) {
            throw SnsError.invalidParameter("Policy Error: PrincipalNotFound");
        }
        ObjectNode statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
        statement
                .putObject("Principal")
                .set(
                        "AWS",
                        oneOrAll(accounts.stream()
                                .map(account -> "arn:aws:iam::" + account + ":root")
                                .toList()));
        statement.set(
                "Action",
                oneOrAll(actions.stream().map(action -> "SNS:" + action).toList()));
        statement.put("Resource", topic.arn().toString());
        topic.attributes().put("Policy", policy.toString());
        return Sns.NO_RESULT;
    }

    /** Succeeds also where there is no such statement; what AWS does then is not known. */
    Consumer<Xml> remove(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Topic topic = topics.require(SnsArn.topic(parameters, request.caller()));
        String label = label(parameters);
        ObjectNode policy = policy(topic);
        ArrayNode statements = statements(policy);
        int before = statements.size();
        statements.removeIf(statement -> statement.path("Sid").asText().equals(label));
        if (statements.size() < before) {
            topic.attributes().put("Policy", policy.toString());
        }
        return Sns.NO_RESULT;
    }

    private static String label(QueryParameters parameters) {
        return parameters.text("Label").orElseThrow(() -> SnsError.missing("label"));
    }

    private static ObjectNode policy(Topic topic) {
        try {
            return (ObjectNode) JSON.readTree(TopicAttributes.policyOf(topic));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a topic's policy is checked before it is set", e);
        }
    }

    /** A list of one may be written without brackets. */
    private static ArrayNode statements(ObjectNode policy) {
        JsonNode statements = policy.path("Statement");
        return statements instanceof ArrayNode list
                ? list
                : policy.putArray("Statement").add(statements);
    }

    private static JsonNode oneOrAll(List<String> texts) {
        return texts.size() == 1 ? JsonNodeFactory.instance.textNode(texts.getFirst()) : JSON.valueToTree(texts);
    }
}
