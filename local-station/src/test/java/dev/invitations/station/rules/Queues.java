package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.Trial.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Attributes of SQS queues that matter to what SNS sends there. */
final class Queues {
    private static final Rule.Source PAGE = documented("SetQueueAttributes");

    static final List<Rule> RULES = about(
            "Queues",
            rule("a message older than MessageRetentionPeriod", PAGE, "there after 50 s, gone after 61 s", trial -> {
                        Queue young = trial.queue(Map.of("MessageRetentionPeriod", "60"));
                        Queue old = trial.queue(Map.of("MessageRetentionPeriod", "60"));
                        send(trial, young, "hello");
                        send(trial, old, "hello");
                        trial.cloud.advance(Duration.ofSeconds(50));
                        boolean before = !trial.receive(young, 0).isEmpty();
                        trial.cloud.advance(Duration.ofSeconds(11));
                        boolean after = !trial.receive(old, 0).isEmpty();
                        return (before ? "there" : "gone") + " after 50 s, " + (after ? "there" : "gone")
                                + " after 61 s";
                    })
                    .needs("a minute"),
            rule(
                    "SendMessage larger than MaximumMessageSize",
                    PAGE,
                    "400 InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than"
                            + " 1024 bytes.",
                    trial -> {
                        Queue queue = trial.queue(Map.of("MaximumMessageSize", "1024"));
                        return Seen.refusal(() -> send(trial, queue, "a".repeat(1025)));
                    }),
            rule(
                    "a notification larger than MaximumMessageSize",
                    documented("SNS dead-letter queues"),
                    "dead-lettered",
                    trial -> {
                        Queue queue = trial.queue();
                        Queue deadLetters = trial.queue();
                        trial.set(queue, "MaximumMessageSize", "1024");
                        trial.subscribe(queue, Trial.redriveTo(deadLetters));
                        return trial.fate("a".repeat(2000), Map.of(), queue, deadLetters);
                    }),
            rule(
                    "a RedrivePolicy to a queue whose RedriveAllowPolicy denies all",
                    PAGE,
                    "400 InvalidParameterValue",
                    trial -> {
                        Queue deadLetters =
                                trial.queue(Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));
                        Queue queue = trial.queue();
                        return Seen.whetherRefused(() -> trial.set(
                                queue,
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":3}"));
                    }),
            rule("a RedrivePolicy to one whose RedriveAllowPolicy names the queue", PAGE, "accepted", trial -> {
                Queue queue = trial.queue();
                Queue deadLetters = trial.queue(Map.of(
                        "RedriveAllowPolicy",
                        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + queue.arn() + "\"]}"));
                return Seen.refusal(() -> trial.set(
                        queue,
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":3}"));
            }),
            rule("KmsMasterKeyId and KmsDataKeyReusePeriodSeconds", PAGE, "alias/ours, 600", trial -> {
                Queue queue =
                        trial.queue(Map.of("KmsMasterKeyId", "alias/ours", "KmsDataKeyReusePeriodSeconds", "600"));
                Map<String, String> shown = trial.attributes(queue);
                return shown.get("KmsMasterKeyId") + ", " + shown.get("KmsDataKeyReusePeriodSeconds");
            }),
            rule("an empty Policy takes it away", PAGE, "not shown", trial -> {
                Queue queue = trial.queue();
                trial.set(queue, "Policy", "");
                return trial.attributes(queue).containsKey("Policy") ? "shown" : "not shown";
            }));

    private Queues() {}

    private static void send(Trial trial, Queue queue, String body) {
        trial.sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(body));
    }
}
