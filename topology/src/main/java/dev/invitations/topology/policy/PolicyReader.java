package dev.invitations.topology.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.topology.policy.Statement.Except;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy, by the grammar of IAM.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">The grammar</a>
 */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final String name;
    private final JsonNode statement;

    private PolicyReader(String name, JsonNode statement) {
        this.name = name;
        this.statement = statement;
    }

    static PolicyDocument read(String text) {
        JsonNode policy = json(text);
        JsonNode statements = policy.path("Statement");
        if (statements.isMissingNode() || !policy.isObject()) {
            throw new IllegalArgumentException("the policy has no Statement");
        }
        List<Statement> read = new ArrayList<>();
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            String number = "statement " + (read.size() + 1);
            read.add(new PolicyReader(statement.path("Sid").asText(number), statement).statement());
        }
        return new PolicyDocument(read);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the policy is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Statement statement() {
        if (!statement.isObject()) {
            throw refused("expected an object");
        }
        statement.fieldNames().forEachRemaining(element -> {
            if (!ELEMENTS.contains(element)) {
                throw refused("there is no element " + element);
            }
        });
        return new Statement(
                name,
                allows(),
                element("Principal").map(who -> new Except<>(who.inverted(), principals(who.listed()))),
                element("Action")
                        .map(what -> new Except<>(what.inverted(), texts(what.listed(), "Action")))
                        .orElseThrow(() -> refused("it has neither Action nor NotAction")),
                element("Resource").map(what -> new Except<>(what.inverted(), texts(what.listed(), "Resource"))),
                conditions());
    }

    private boolean allows() {
        return switch (statement.path("Effect").asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw refused("Effect has to be Allow or Deny");
        };
    }

    private Optional<Except<JsonNode>> element(String element) {
        JsonNode listed = statement.path(element);
        JsonNode excepted = statement.path("Not" + element);
        if (!listed.isMissingNode() && !excepted.isMissingNode()) {
            throw refused("it has both " + element + " and Not" + element);
        }
        if (listed.isMissingNode() && excepted.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(excepted.isMissingNode() ? new Except<>(false, listed) : new Except<>(true, excepted));
    }

    private Principals principals(JsonNode node) {
        if (node.isTextual() && node.asText().equals("*")) {
            return new Principals(Map.of("AWS", List.of("*")));
        }
        if (!node.isObject()) {
            throw refused("Principal has to be \"*\" or an object such as {\"Service\": \"sns.amazonaws.com\"}");
        }
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        node.properties().forEach(kind -> byKind.put(kind.getKey(), texts(kind.getValue(), "Principal")));
        return new Principals(byKind);
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : objectOrNothing(statement.path("Condition"))) {
            for (Map.Entry<String, JsonNode> key : objectOrNothing(operator.getValue())) {
                conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue(), "Condition")));
            }
        }
        return List.copyOf(conditions);
    }

    private Set<Map.Entry<String, JsonNode>> objectOrNothing(JsonNode node) {
        if (!node.isMissingNode() && !node.isObject()) {
            throw refused("Condition has to be such as {\"ArnEquals\": {\"aws:SourceArn\": \"arn:...\"}}");
        }
        return node.properties();
    }

    /** IAM takes one value for a list of one, and numbers and truth values for texts. */
    private List<String> texts(JsonNode node, String element) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : node.isArray() ? node : List.of(node)) {
            if (!value.isValueNode() || value.isNull()) {
                throw refused(element + " has to hold texts");
            }
            texts.add(value.asText());
        }
        return List.copyOf(texts);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(name + ": " + why);
    }
}
