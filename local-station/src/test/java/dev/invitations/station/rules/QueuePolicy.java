package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.Source.model;
import static dev.invitations.station.rules.Rule.Source.unverified;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;

/** Whether a queue lets SNS send to it. */
final class QueuePolicy {
    private static final Rule.Source PAGE = documented("Subscribing an SQS queue to an SNS topic");
    private static final Rule.Source IAM = documented("IAM: policy evaluation logic");
    private static final String SNS = "{\"Service\":\"sns.amazonaws.com\"}";

    static final List<Rule> RULES = about(
            "Queue policy",
            rule(
                    "Subscribe with a queue that does not exist",
                    SEEN,
                    "accepted",
                    trial -> Seen.refusal(() -> trial.subscribe("sqs", Trial.missingQueue(), Map.of()))),
            rule(
                    "Subscribe with the URL of a queue",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: SQS endpoint ARN",
                    trial -> Seen.refusal(
                            () -> trial.subscribe("sqs", trial.queue().url(), Map.of()))),
            rule("no policy at all", PAGE, "lost", trial -> {
                Queue queue = trial.queue(Map.of());
                trial.subscribe(queue, Map.of());
                return trial.fate(queue);
            }),
            rule("no policy at all, and a dead-letter queue", PAGE, "dead-lettered", trial -> {
                Queue queue = trial.queue(Map.of());
                Queue deadLetters = trial.queue();
                trial.subscribe(queue, Trial.redriveTo(deadLetters));
                return trial.fate(queue, deadLetters);
            }),
            rule("Publish without the permission", PAGE, "accepted", trial -> {
                trial.subscribe(trial.queue(Map.of()), Map.of());
                return Seen.refusal(() -> trial.publish("hello"));
            }),
            policy(
                    "ArnEquals aws:SourceArn of the topic",
                    PAGE,
                    "arrives",
                    allow(SNS, sourceArn("ArnEquals", "$topic"))),
            policy("that of another topic", PAGE, "lost", allow(SNS, sourceArn("ArnEquals", "$topic-other"))),
            policy(
                    "ArnLike with a wildcard",
                    IAM,
                    "arrives",
                    allow(SNS, sourceArn("ArnLike", "arn:aws:sns:*:*:topic-*"))),
            policy("StringLike with a wildcard", IAM, "arrives", allow(SNS, sourceArn("StringLike", "*:topic-*"))),
            policy(
                    "StringEquals with a wildcard, which is none",
                    IAM,
                    "lost",
                    allow(SNS, sourceArn("StringEquals", "*"))),
            policy(
                    "StringEquals aws:SourceAccount",
                    PAGE,
                    "arrives",
                    allow(SNS, condition("StringEquals", "aws:SourceAccount", "000000000000"))),
            policy(
                    "that of another account",
                    PAGE,
                    "lost",
                    allow(SNS, condition("StringEquals", "aws:SourceAccount", "111122223333"))),
            policy("everybody, from the topic", IAM, "arrives", allow("\"*\"", sourceArn("ArnEquals", "$topic"))),
            policy("another service", IAM, "lost", allow("{\"Service\":\"s3.amazonaws.com\"}", "")),
            policy("the account that owns the topic", IAM, "lost", allow("{\"AWS\":\"000000000000\"}", "")),
            policy("another action", IAM, "lost", statement("Allow", SNS, "sqs:ReceiveMessage", "$queue", "")),
            policy("all actions", IAM, "arrives", statement("Allow", SNS, "sqs:*", "$queue", "")),
            policy("another resource", IAM, "lost", statement("Allow", SNS, "sqs:SendMessage", "$queue-other", "")),
            policy(
                    "a Deny beside the Allow",
                    IAM,
                    "lost",
                    allow(SNS, "") + "," + statement("Deny", "\"*\"", "sqs:SendMessage", "$queue", "")),
            policy(
                    "a Deny of what comes without TLS",
                    IAM,
                    "arrives",
                    allow(SNS, "")
                            + ","
                            + statement(
                                    "Deny",
                                    "\"*\"",
                                    "sqs:*",
                                    "$queue",
                                    condition("Bool", "aws:SecureTransport", "false"))),
            rule("a message published before the policy was mended", PAGE, "lost", trial -> {
                Queue queue = trial.queue(Map.of());
                trial.subscribe(queue, Map.of());
                String before = trial.fate(queue);
                trial.set(queue, "Policy", document(allow(SNS, ""), trial, queue));
                return before.equals("lost") && trial.receive(queue, 0).isEmpty() ? "lost" : "arrives";
            }),
            rule("how soon a policy counts (AWS: up to 60 s)", unverified("policyPropagation"), "at once", trial -> {
                Queue queue = trial.queue(Map.of());
                trial.subscribe(queue, Map.of());
                trial.set(queue, "Policy", document(allow(SNS, ""), trial, queue));
                return trial.fate(queue).equals("arrives") ? "at once" : "later";
            }),
            rule("AddPermission of a queue", model("AddPermission"), "shown in its Policy", trial -> {
                Queue queue = trial.queue(Map.of());
                addPermission(trial, queue);
                return trial.attributes(queue).getOrDefault("Policy", "").contains("ours")
                        ? "shown in its Policy"
                        : "not shown";
            }),
            rule("RemovePermission of a queue", model("RemovePermission"), "gone from its Policy", trial -> {
                Queue queue = trial.queue(Map.of());
                addPermission(trial, queue);
                trial.sqs.removePermission(
                        request -> request.queueUrl(queue.url()).label("ours"));
                return trial.attributes(queue).getOrDefault("Policy", "").contains("ours")
                        ? "still shown"
                        : "gone from its Policy";
            }),
            rule("AddPermission of a topic", model("AddPermission"), "shown in its Policy", trial -> {
                trial.sns.addPermission(request -> request.topicArn(trial.topic)
                        .label("ours")
                        .awsAccountIds("111122223333")
                        .actionNames("Publish"));
                return trial.attributesOfTopic().get("Policy").contains("ours") ? "shown in its Policy" : "not shown";
            }),
            rule("RemovePermission of a topic", model("RemovePermission"), "gone from its Policy", trial -> {
                trial.sns.addPermission(request -> request.topicArn(trial.topic)
                        .label("ours")
                        .awsAccountIds("111122223333")
                        .actionNames("Publish"));
                trial.sns.removePermission(
                        request -> request.topicArn(trial.topic).label("ours"));
                return trial.attributesOfTopic().get("Policy").contains("ours")
                        ? "still shown"
                        : "gone from its Policy";
            }));

    private QueuePolicy() {}

    /** What becomes of a message to a queue with such statements, where $topic and $queue are the ARNs. */
    private static Rule policy(String when, Rule.Source source, String aws, String statements) {
        return rule(when, source, aws, trial -> {
            Queue queue = trial.queue(Map.of());
            trial.set(queue, "Policy", document(statements, trial, queue));
            trial.subscribe(queue, Map.of());
            return trial.fate(queue);
        });
    }

    private static String document(String statements, Trial trial, Queue queue) {
        String filled = statements.replace("$topic", trial.topic).replace("$queue", queue.arn());
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + filled + "]}";
    }

    private static String allow(String principal, String condition) {
        return statement("Allow", principal, "sqs:SendMessage", "$queue", condition);
    }

    private static String statement(String effect, String principal, String action, String resource, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"" + condition + "}";
    }

    private static String sourceArn(String operator, String value) {
        return condition(operator, "aws:SourceArn", value);
    }

    private static String condition(String operator, String key, String value) {
        return ",\"Condition\":{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}";
    }

    private static void addPermission(Trial trial, Queue queue) {
        trial.sqs.addPermission(request -> request.queueUrl(queue.url())
                .label("ours")
                .awsAccountIds("111122223333")
                .actions("SendMessage"));
    }
}
