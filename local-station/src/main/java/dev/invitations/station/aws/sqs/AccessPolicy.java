package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.topology.policy.PolicyDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What SQS asks of a queue's policy before it takes it. That the principals exist, which AWS asks too, can't be told
 * here.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html">Policy
 *     quotas</a>
 */
final class AccessPolicy {
    static final int MOST_STATEMENTS = 20;
    static final int MOST_ACTIONS = 7;

    private static final int MOST_BYTES = 8_192;
    private static final int MOST_PRINCIPALS = 50;
    private static final int MOST_CONDITIONS = 10;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    /** ListQueues is not among what a policy of a queue can allow: it is about none. */
    private static final List<String> ACTIONS = Actions.names().stream()
            .filter(action -> !action.equals("ListQueues"))
            .map(action -> "sqs:" + action.toLowerCase(Locale.ROOT))
            .toList();

    private AccessPolicy() {}

    /** @throws SqsError where AWS does not take it */
    static void require(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refused();
        }
        try {
            PolicyDocument.parse(json);
            require(JSON.readTree(json));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw refused();
        }
    }

    private static void require(JsonNode policy) {
        policy.fieldNames().forEachRemaining(element -> require(ELEMENTS.contains(element)));
        require(!policy.has("Version")
                || VERSIONS.contains(policy.path("Version").asText()));
        List<JsonNode> statements = each(policy.path("Statement")).toList();
        require(!statements.isEmpty());
        limit(statements.size(), MOST_STATEMENTS, " statements were found in the submitted policy");
        statements.forEach(AccessPolicy::requireStatement);
        // The quotas are documented, and what AWS says of these two is not.
        limit(
                statements.stream()
                        .flatMap(statement -> statement.path("Principal").valueStream())
                        .mapToInt(kind -> Math.max(1, kind.size()))
                        .sum(),
                MOST_PRINCIPALS,
                " principals were found in the submitted policy");
        limit(
                statements.stream()
                        .flatMap(statement -> statement.path("Condition").valueStream())
                        .mapToInt(JsonNode::size)
                        .sum(),
                MOST_CONDITIONS,
                " conditions were found in the submitted policy");
    }

    private static void requireStatement(JsonNode statement) {
        require(statement.has("Principal") || statement.has("NotPrincipal"));
        require(statement.has("Resource") || statement.has("NotResource"));
        Stream.concat(
                        each(statement.path("Principal").path("AWS")),
                        each(statement.path("NotPrincipal").path("AWS")))
                .forEach(principal ->
                        require(principal.asText().matches("\\*|\\d{12}|arn:[^:]+:(iam|sts)::\\d{12}:.+")));
        List<JsonNode> actions = Stream.concat(each(statement.path("Action")), each(statement.path("NotAction")))
                .toList();
        actions.forEach(action -> require(isAction(action.asText())));
        limit(actions.size(), MOST_ACTIONS, " actions were found in a statement from the submitted policy");
    }

    private static boolean isAction(String text) {
        String regex = Stream.of(text.toLowerCase(Locale.ROOT).split("(?<=[*?])|(?=[*?])"))
                .map(part -> switch (part) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(part);
                })
                .reduce("", String::concat);
        return ACTIONS.stream().anyMatch(action -> action.matches(regex));
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.of(node).filter(one -> !one.isMissingNode());
    }

    private static void limit(int count, int most, String found) {
        if (count > most) {
            throw SqsError.overLimit(count + found + ", max allowed is " + most);
        }
    }

    private static void require(boolean isRight) {
        if (!isRight) {
            throw refused();
        }
    }

    private static SqsError refused() {
        return SqsError.invalidValue(Queue.POLICY);
    }
}
