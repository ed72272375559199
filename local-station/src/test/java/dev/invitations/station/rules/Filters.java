package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.Source.unverified;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a filter policy lets through, and which ones SNS takes. */
final class Filters {
    private static final Rule.Source PAGE = documented("SNS subscription filter policies");
    private static final String IP = "400 InvalidParameter: Invalid parameter: ";

    static final List<Rule> RULES = about(
            "Filters",
            operator("`[\"acme\"]`", "\"acme\"; \"Acme\"; \"acme-1\"; nothing", "\"acme\""),
            operator("`[{\"prefix\":\"ac\"}]`", "\"acme\"; \"Acme\"; \"me-ac\"; nothing", "\"acme\""),
            operator("`[{\"suffix\":\"me\"}]`", "\"acme\"; \"meac\"; nothing", "\"acme\""),
            operator("`[{\"equals-ignore-case\":\"acme\"}]`", "\"ACME\"; \"acme\"; \"acme-1\"", "\"ACME\", \"acme\""),
            operator("`[{\"anything-but\":\"acme\"}]`", "\"acme\"; \"other\"; nothing", "\"other\""),
            operator("`[{\"anything-but\":[\"acme\",\"b\"]}]`", "\"acme\"; \"b\"; \"other\"; nothing", "\"other\""),
            operator("`[{\"anything-but\":{\"prefix\":\"ac\"}}]`", "\"acme\"; \"other\"; nothing", "\"other\""),
            operator("`[{\"anything-but\":[100,200]}]`", "100; 150; nothing", "150"),
            body(
                    "`[100]` in the body of 100; 100.0; 101; \"100\"",
                    PAGE,
                    "{\"k\":[100]}",
                    List.of("{\"k\":100}", "{\"k\":100.0}", "{\"k\":101}", "{\"k\":\"100\"}"),
                    2),
            operator("`[{\"numeric\":[\"=\",100]}]`", "100; 100.0; 101; \"100\"; nothing", "100, 100.0"),
            operator("`[{\"numeric\":[\">\",0,\"<=\",150]}]`", "0; 0.5; 150; 151; -1", "0.5, 150"),
            operator("`[{\"numeric\":[\"<\",10]}]`", "-5; 9.999; 10", "-5, 9.999"),
            operator("`[{\"exists\":true}]`", "\"acme\"; 5; nothing", "\"acme\", 5"),
            operator("`[{\"exists\":false}]`", "\"acme\"; nothing", "nothing"),
            operator("`[{\"cidr\":\"10.0.0.0/24\"}]`", "\"10.0.0.7\"; \"10.0.1.7\"; \"ten\"", "\"10.0.0.7\""),
            operator("`[\"a\",{\"prefix\":\"b\"}]`, either", "\"a\"; \"b1\"; \"c\"", "\"a\", \"b1\""),
            operator("`[\"a\"]` of an array", "[\"a\",\"b\"]; [\"b\",\"c\"]", "[\"a\",\"b\"]"),
            policy(
                    "`$or` of two keys",
                    "{\"$or\":[{\"team\":[\"a\"]},{\"size\":[{\"numeric\":[\">\",10]}]}]}",
                    List.of("{\"team\":\"a\"}", "{\"size\":11}", "{\"size\":9}", "{\"team\":\"b\"}"),
                    "{\"team\":\"a\"}, {\"size\":11}"),
            policy(
                    "two keys, which must both match",
                    "{\"team\":[\"a\"],\"size\":[\"s\"]}",
                    List.of("{\"team\":\"a\",\"size\":\"s\"}", "{\"team\":\"a\"}", "{\"team\":\"a\",\"size\":\"m\"}"),
                    "{\"team\":\"a\",\"size\":\"s\"}"),
            body(
                    "a body scope looks into objects",
                    PAGE,
                    "{\"data\":{\"team\":[\"a\"]}}",
                    List.of("{\"data\":{\"team\":\"a\"}}", "{\"data\":{\"team\":\"b\"}}", "{\"team\":\"a\"}"),
                    1),
            body(
                    "a body scope and a body that is not JSON",
                    SEEN,
                    "{\"team\":[\"a\"]}",
                    List.of("{\"team\":\"a\"}", "team a", "[1"),
                    1),
            body(
                    "a body scope and `null`, `true`",
                    PAGE,
                    "{\"team\":[null,true]}",
                    List.of("{\"team\":null}", "{\"team\":true}", "{\"team\":false}", "{}"),
                    2),
            rule("a message that is filtered out, and a dead-letter queue", PAGE, "lost", trial -> {
                Queue queue = trial.queue();
                Queue deadLetters = trial.queue();
                trial.subscribe(
                        queue, Trial.both(Trial.redriveTo(deadLetters), Map.of("FilterPolicy", "{\"team\":[\"a\"]}")));
                return trial.fate(queue, deadLetters);
            }),
            refused("six keys", keys(6), "FilterPolicy: Filter policy can not have more than 5 keys"),
            refused(
                    "more than 150 combinations",
                    "{\"a\":%s,\"b\":%s}".formatted(values(13), values(12)),
                    "FilterPolicy: Filter policy is too complex"),
            refused(
                    "a nested one with attribute scope",
                    "{\"data\":{\"team\":[\"a\"]}}",
                    "Filter policy scope MessageAttributes does not support nested filter policy"),
            refused(
                    "an operator that is none",
                    "{\"a\":[{\"like\":\"b\"}]}",
                    "FilterPolicy: Unrecognized match type like"),
            refused("a value that is no array", "{\"a\":\"b\"}", "FilterPolicy: \"a\" must be an object or an array"),
            refused("an empty array", "{\"a\":[]}", "FilterPolicy: Empty arrays are not allowed"),
            rule("five keys and 150 combinations", PAGE, "accepted", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of());
                Seen.refusal(() -> trial.set(arn, "FilterPolicy", keys(5)));
                return Seen.refusal(
                        () -> trial.set(arn, "FilterPolicy", "{\"a\":%s,\"b\":%s}".formatted(values(15), values(10))));
            }),
            rule("six keys below one of the body", PAGE, "accepted", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of("FilterPolicyScope", "MessageBody"));
                return Seen.refusal(() -> trial.set(arn, "FilterPolicy", "{\"data\":" + keys(6) + "}"));
            }),
            rule("a policy larger than 256 KB", PAGE, "400 InvalidParameter", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of());
                String large = "{\"a\":[\"" + "x".repeat(262_144) + "\"]}";
                return Seen.whetherRefused(() -> trial.set(arn, "FilterPolicy", large));
            }),
            rule(
                    "one that is wrong, given to Subscribe",
                    SEEN,
                    IP + "Attributes Reason: FilterPolicy: Filter policy can not have more than 5 keys",
                    trial -> Seen.refusal(() -> trial.subscribe(trial.queue(), Map.of("FilterPolicy", keys(6))))),
            rule(
                    "a scope that is none",
                    SEEN,
                    IP + "FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or MessageAttributes",
                    trial -> {
                        String arn = trial.subscribe(trial.queue(), Map.of());
                        return Seen.refusal(() -> trial.set(arn, "FilterPolicyScope", "Body"));
                    }),
            rule("FilterPolicyScope without a policy, and beside one", SEEN, "not shown, MessageBody", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of("FilterPolicyScope", "MessageBody"));
                String before = trial.attributes(arn).getOrDefault("FilterPolicyScope", "not shown");
                trial.set(arn, "FilterPolicy", "{\"a\":[\"b\"]}");
                return before + ", " + trial.attributes(arn).get("FilterPolicyScope");
            }),
            rule("FilterPolicyScope beside a policy, when none was set", SEEN, "MessageAttributes", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
                return trial.attributes(arn).getOrDefault("FilterPolicyScope", "not shown");
            }),
            rule(
                    "attribute scope again while the policy is nested",
                    SEEN,
                    IP + "Filter policy scope MessageAttributes does not support nested filter policy",
                    trial -> {
                        String arn = trial.subscribe(
                                trial.queue(),
                                Map.of(
                                        "FilterPolicyScope", "MessageBody",
                                        "FilterPolicy", "{\"data\":{\"team\":[\"a\"]}}"));
                        return Seen.refusal(() -> trial.set(arn, "FilterPolicyScope", "MessageAttributes"));
                    }),
            rule(
                    "how soon a policy counts (AWS: up to 15 minutes)",
                    unverified("filterPropagation"),
                    "at once",
                    trial -> {
                        Queue queue = trial.queue();
                        String arn = trial.subscribe(queue, Map.of());
                        trial.set(arn, "FilterPolicy", "{\"a\":[\"b\"]}");
                        Queue witness = trial.queue();
                        trial.subscribe(witness, Map.of());
                        trial.publish("hello");
                        trial.receive(witness);
                        return trial.more(queue).isEmpty() ? "at once" : "later";
                    }),
            rule("an empty policy takes it away", SEEN, "arrives", trial -> {
                Queue queue = trial.queue();
                String arn = trial.subscribe(queue, Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
                trial.set(arn, "FilterPolicy", "");
                return trial.fate(queue);
            }));

    private Filters() {}

    /** Filters a value of a key, as a message attribute and in the body, where both do the same. */
    private static Rule operator(String when, String values, String aws) {
        String value = when.substring(1, when.lastIndexOf('`'));
        List<String> messages = Stream.of(values.split("; "))
                .map(candidate -> candidate.equals("nothing") ? "{}" : "{\"k\":" + candidate + "}")
                .toList();
        String policy = "{\"k\":" + value + "}";
        return both(when + " of " + values, policy, messages, "lets through " + aws);
    }

    private static Rule policy(String when, String policy, List<String> messages, String aws) {
        return both(when, policy, messages, "lets through " + aws);
    }

    private static Rule both(String when, String policy, List<String> messages, String aws) {
        return rule(when, PAGE, aws, trial -> {
            Queue byAttributes = subscribed(trial, "MessageAttributes", policy);
            Queue byBody = subscribed(trial, "MessageBody", policy);
            messages.forEach(message -> trial.publish(message, attributes(Trial.json(message))));
            int expected = aws.split("lets through |, ").length - 1;
            List<String> one = trial.bodies(byAttributes, expected);
            List<String> other = trial.bodies(byBody, expected);
            one.addAll(trial.more(byAttributes));
            other.addAll(trial.receive(byBody, 0).stream().map(Message::body).toList());
            String attributes = seen(messages, one);
            String body = seen(messages, other);
            return attributes.equals(body) ? body : "attributes: " + attributes + "; body: " + body;
        });
    }

    /** What a filter of the body lets through. */
    private static Rule body(String when, Rule.Source source, String policy, List<String> messages, int expected) {
        return rule(when, source, seen(messages, messages.subList(0, expected)), trial -> {
            Queue queue = subscribed(trial, "MessageBody", policy);
            messages.forEach(trial::publish);
            List<String> came = trial.bodies(queue, expected);
            came.addAll(trial.more(queue));
            return seen(messages, came);
        });
    }

    private static Queue subscribed(Trial trial, String scope, String policy) {
        Queue queue = trial.queue();
        Map<String, String> filter = Map.of("FilterPolicyScope", scope, "FilterPolicy", policy);
        trial.subscribe(queue, Trial.both(Trial.RAW, filter));
        return queue;
    }

    /** Those of the messages that came, in the order in which they were published. */
    private static String seen(List<String> messages, List<String> came) {
        return "lets through "
                + messages.stream()
                        .filter(came::contains)
                        .map(message -> message.equals("{}") ? "nothing" : message.replaceAll("^\\{\"k\":(.*)}$", "$1"))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, MessageAttributeValue> attributes(JsonNode message) {
        return message.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> attribute(field.getValue())));
    }

    private static MessageAttributeValue attribute(JsonNode value) {
        if (value.isArray()) {
            return Trial.attribute("String.Array", value.toString());
        }
        return Trial.attribute(value.isNumber() ? "Number" : "String", value.asText());
    }

    /** The sentence without the place in the policy that AWS's JSON parser adds to some. */
    private static Rule refused(String when, String policy, String sentence) {
        return rule(when, SEEN, IP + sentence, trial -> {
            String arn = trial.subscribe(trial.queue(), Map.of());
            return Seen.refusal(() -> trial.set(arn, "FilterPolicy", policy)).replaceFirst("\\s+at \\[Source.*", "");
        });
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":[\"a\"]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
