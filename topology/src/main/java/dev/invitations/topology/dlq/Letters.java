package dev.invitations.topology.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.DeadLetterAttributes;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.topology.JsonText;
import dev.invitations.topology.command.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The dead letters of a subscription, as they are printed.
 *
 * @param now from when on ages are told
 */
record Letters(DeclaredSubscription subscription, List<DeadLetter> letters, Instant now) {
    private static final int LONGEST_WHY = 120;

    /** A line each. */
    String list() {
        Table table = new Table().row("MESSAGE", "AGE", "RECEIVED", "EVENT", "TRACE", "WHY");
        for (DeadLetter letter : letters) {
            table.row(
                    letter.id(),
                    age(letter),
                    Words.line(letter.tries()),
                    Words.line(letter.eventType().orElse("-")),
                    Words.line(letter.traceId().orElse("-")),
                    shortened(Words.line(letter.why(subscription))));
        }
        return table.toString();
    }

    private static String shortened(String why) {
        return why.codePointCount(0, why.length()) <= LONGEST_WHY
                ? why
                : why.substring(0, why.offsetByCodePoints(0, LONGEST_WHY)) + "…";
    }

    /** All of each. */
    String whole() {
        return String.join("\n\n", letters.stream().map(this::whole).toList());
    }

    private String whole(DeadLetter letter) {
        StringBuilder text = new StringBuilder("message " + letter.id());
        line(text, "sent", letter.sent() + ", " + age(letter) + " ago");
        line(text, "received", letter.tries() + "x");
        line(text, "why", letter.why(subscription));
        letter.traceId().ifPresent(trace -> line(text, "trace", trace));
        letter.ownAttributes().forEach((name, value) -> line(text, "attribute", name + " = " + value));
        text.append("\n  body\n").append(Words.lines(body(letter)).indent(4).stripTrailing());
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("\n  %-10s %s".formatted(what, Words.line(value)));
    }

    private static String body(DeadLetter letter) {
        JsonNode json = JsonText.read(letter.body());
        return json.isContainerNode() ? json.toPrettyString() : letter.body();
    }

    private String age(DeadLetter letter) {
        return Words.age(Duration.between(letter.sent(), now));
    }

    /** An array. */
    JsonNode json(boolean whole) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        letters.forEach(letter -> array.add(json(letter, whole)));
        return array;
    }

    private ObjectNode json(DeadLetter letter, boolean whole) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("messageId", letter.id())
                .put("sent", letter.sent().toString())
                .put("ageSeconds", Duration.between(letter.sent(), now).toSeconds())
                .put("receiveCount", letter.receiveCount())
                .put("why", letter.why(subscription));
        letter.attribute(DeadLetterAttributes.REASON).ifPresent(reason -> json.put("reason", reason));
        letter.attribute(DeadLetterAttributes.PROBLEM).ifPresent(problem -> json.put("problem", problem));
        letter.movedFrom().ifPresent(arn -> json.put("movedFrom", arn));
        letter.eventType().ifPresent(type -> json.put("eventType", type));
        letter.traceId().ifPresent(trace -> json.put("traceId", trace));
        if (whole) {
            ObjectNode attributes = json.putObject("attributes");
            letter.attributes().forEach(attributes::put);
            json.put("body", letter.body());
        }
        return json;
    }
}
