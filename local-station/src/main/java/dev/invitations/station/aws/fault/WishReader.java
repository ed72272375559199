package dev.invitations.station.aws.fault;

import dev.invitations.contract.topology.DidYouMean;
import dev.invitations.station.aws.time.IsoDuration;
import dev.invitations.station.web.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads which fault somebody asks for. What is not understood is refused with what would be right. */
final class WishReader {
    private static final int MOST_TIMES = 1_000_000;
    private static final int LONGEST_TEXT = 2_048;
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final String SHORT_WHILE = "PT5S";
    private static final String REASON = "a fault that was asked for";
    /** Of protocols, those to which anything is delivered here. */
    private static final Map<String, List<String>> KNOWN =
            Map.of("service", List.of("sns", "sqs"), "protocol", List.of("sqs", "http", "https"));

    private WishReader() {}

    /** @throws Problem that says what would be right */
    static Wish read(JsonObject json) {
        Target on = Target.valueOf(oneOf(
                        json,
                        "on",
                        Stream.of(Target.values()).map(Target::toString).toList())
                .toUpperCase(Locale.ROOT));
        String name = oneOf(json, "fault", on.faults());
        requireKnown(json, on, name);
        Map<String, String> where = new LinkedHashMap<>();
        for (String property : on.properties()) {
            if (json.containsKey(property)) {
                where.put(
                        property,
                        KNOWN.containsKey(property)
                                ? oneOf(json, property, KNOWN.get(property))
                                : text(json, property, ".+"));
            }
        }
        return new Wish(on, where, name, fault(name, json), number(json, "times", 1, 1, MOST_TIMES));
    }

    private static Fault fault(String name, JsonObject json) {
        return switch (name) {
            case "throttle" -> new Fault.Throttle();
            case "delay" -> new Fault.Delay(duration(json, "by"));
            case "duplicate" -> new Fault.Duplicate();
            case "reorder" -> new Fault.Reorder(duration(json, "by"));
            case "refuse" -> refusal(json);
            case "drop" -> new Fault.Drop();
            default -> throw new IllegalArgumentException("fault " + name);
        };
    }

    /** By itself, what SDKs try again; of a chosen code it is the caller's fault, as of most of AWS's. */
    private static Fault refusal(JsonObject json) {
        int usual = json.containsKey("code") ? 400 : 503;
        return new Fault.Refuse(
                number(json, "status", usual, 400, 599),
                json.containsKey("code") ? text(json, "code", "[A-Za-z0-9.]+") : "ServiceUnavailable",
                json.containsKey("message") ? text(json, "message", "(?s).+") : REASON);
    }

    private static List<String> parameters(Target on, String fault) {
        return switch (fault) {
            case "delay", "reorder" -> List.of("by");
            case "refuse" -> on == Target.CALL ? List.of("status", "code", "message") : List.of("message");
            default -> List.of();
        };
    }

    private static void requireKnown(JsonObject json, Target on, String fault) {
        List<String> known = new ArrayList<>(List.of("on", "fault", "times"));
        known.addAll(on.properties());
        known.addAll(parameters(on, fault));
        for (String name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw Problem.badRequest(
                        "A " + on + "'s " + fault + " has no \"" + name + "\": " + DidYouMean.among(known, name));
            }
        }
    }

    private static String oneOf(JsonObject json, String name, List<String> known) {
        String value = text(json, name, ".*");
        if (!known.contains(value)) {
            throw Problem.badRequest("\"" + name + "\" can't be \"" + value + "\": " + DidYouMean.among(known, value));
        }
        return value;
    }

    private static String text(JsonObject json, String name, String pattern) {
        if (json.getValue(name) instanceof String text && text.length() <= LONGEST_TEXT && text.matches(pattern)) {
            return text;
        }
        throw Problem.badRequest(
                json.containsKey(name)
                        ? "\"" + name + "\" is a text such as " + example(name) + ", of at most " + LONGEST_TEXT
                                + " characters"
                        : "\"" + name + "\" is missing, such as " + example(name));
    }

    private static String example(String name) {
        return switch (name) {
            case "on" -> "\"call\" or \"delivery\"";
            case "fault" -> "\"throttle\"";
            case "service" -> "\"sns\"";
            case "action" -> "\"Publish\"";
            case "resource", "topic" -> "\"invitations\" or its ARN";
            case "endpoint" -> "\"email-worker\", its ARN or a URL";
            case "accessKey" -> "\"test\"";
            case "code" -> "\"InternalFailure\"";
            default -> "\"" + REASON + "\"";
        };
    }

    private static int number(JsonObject json, String name, int usual, int least, int most) {
        Object value = json.getValue(name, usual);
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw Problem.badRequest(
                "\"" + name + "\" can't be " + value + ": it is a number from " + least + " to " + most);
    }

    private static Duration duration(JsonObject json, String name) {
        Object value = json.getValue(name, SHORT_WHILE);
        return IsoDuration.read(value)
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> Problem.badRequest("\"" + name + "\" can't be " + value
                        + ": it is an ISO 8601 duration such as \"PT5S\", of at most " + LONGEST.toDays() + " days"));
    }
}
