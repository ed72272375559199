package dev.invitations.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a resource policy means. AWS keeps a policy's meaning, not its text: it may give back an account for the account's
 * root, a list for its only element, and everything in another order.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM
 *     JSON policy language</a>
 */
final class PolicyMeaning {
    private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::(\\d{12}):root");

    private PolicyMeaning() {}

    /** Statements without their ids, all lists sorted. The version is there only where it makes a difference. */
    static JsonNode of(JsonNode policy) {
        ObjectNode meaning = Meaning.object();
        // The versions differ in whether "${...}" is a variable, and in nothing else.
        if (policy.toString().contains("${")) {
            meaning.put("Version", policy.path("Version").asText("2008-10-17"));
        }
        meaning.set(
                "Statement", Meaning.sorted(elements(policy.path("Statement")).map(PolicyMeaning::statement)));
        return meaning;
    }

    private static JsonNode statement(JsonNode statement) {
        ObjectNode meaning = Meaning.object();
        statement.properties().forEach(element -> {
            String name = element.getKey();
            JsonNode value = element.getValue();
            switch (name) {
                case "Sid" -> {}
                case "Principal", "NotPrincipal" -> meaning.set(name, principal(value));
                // The names of actions are the same in any case.
                case "Action", "NotAction" -> meaning.set(name, texts(value, text -> text.toLowerCase(Locale.ROOT)));
                case "Resource", "NotResource" -> meaning.set(name, texts(value, UnaryOperator.identity()));
                case "Condition" -> meaning.set(name, condition(value));
                default -> meaning.set(name, value);
            }
        });
        return meaning;
    }

    private static JsonNode principal(JsonNode principal) {
        ObjectNode meaning = Meaning.object();
        if (principal.isTextual()) {
            meaning.set("AWS", texts(principal, UnaryOperator.identity()));
        }
        principal
                .properties()
                .forEach(kind -> meaning.set(kind.getKey(), texts(kind.getValue(), PolicyMeaning::account)));
        return meaning;
    }

    private static String account(String principal) {
        Matcher root = ROOT.matcher(principal);
        return root.matches() ? root.group(1) : principal;
    }

    /** The names of condition keys are the same in any case. */
    private static JsonNode condition(JsonNode condition) {
        ObjectNode meaning = Meaning.object();
        condition.properties().forEach(operator -> {
            ObjectNode keys = meaning.putObject(operator.getKey());
            operator.getValue()
                    .properties()
                    .forEach(key -> keys.set(
                            key.getKey().toLowerCase(Locale.ROOT), texts(key.getValue(), UnaryOperator.identity())));
        });
        return meaning;
    }

    private static JsonNode texts(JsonNode oneOrMore, UnaryOperator<String> each) {
        return Meaning.sorted(elements(oneOrMore).map(element -> TextNode.valueOf(each.apply(element.asText()))));
    }

    private static Stream<JsonNode> elements(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore);
    }
}
