package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.Trial.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/** Where what can't be delivered goes. */
final class DeadLetterQueue {
    private static final Rule.Source PAGE = documented("SNS dead-letter queues");

    static final List<Rule> RULES = about(
            "Dead-letter queue of a subscription",
            rule(
                    "a message that was not raw",
                    SEEN,
                    "Message, MessageAttributes, MessageId, Signature, SignatureVersion, SigningCertURL, Timestamp,"
                            + " TopicArn, Type, UnsubscribeURL; attributes: none",
                    trial -> {
                        Message letter = deadLetter(trial, Map.of());
                        return Trial.fields(Trial.json(letter.body())) + "; attributes: " + attributes(letter);
                    }),
            rule("a raw one", SEEN, "hello; attributes: event_type", trial -> {
                Message letter = deadLetter(trial, Trial.RAW);
                return letter.body() + "; attributes: " + attributes(letter);
            }),
            rule("one that an HTTP endpoint refused for good", SEEN, "the very body that it was sent", trial -> {
                HttpSubscriber endpoint = trial.endpoint().answering(500);
                Queue deadLetters = trial.queue();
                trial.confirmed(endpoint, Trial.redriveTo(deadLetters));
                trial.publish("hello");
                String sent = endpoint.first("Notification").body();
                trial.cloud.advance(Duration.ofMinutes(5));
                return trial.receive(deadLetters).body().equals(sent)
                        ? "the very body that it was sent"
                        : "another body";
            }),
            rule("a dead-letter queue whose policy forbids SNS", PAGE, "lost", trial -> {
                Queue deadLetters = trial.queue(Map.of());
                trial.subscribe("sqs", Trial.missingQueue(), Trial.redriveTo(deadLetters));
                return trial.fate(trial.queue(), deadLetters);
            }),
            rule("one that does not exist", PAGE, "lost", trial -> {
                trial.subscribe(
                        "sqs",
                        Trial.missingQueue(),
                        Map.of("RedrivePolicy", Trial.redrivePolicy(Trial.missingQueue())));
                return trial.fate(trial.queue());
            }),
            rule(
                    "an ARN that is none",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn",
                    trial -> {
                        String arn = trial.subscribe(trial.queue(), Map.of());
                        return Seen.refusal(() -> trial.set(arn, "RedrivePolicy", Trial.redrivePolicy("queue")));
                    }),
            rule(
                    "a standard one for a FIFO queue of a FIFO topic",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO"
                            + " Subscription to a FIFO Topic.",
                    trial -> {
                        String topic = trial.fifoTopic(Map.of());
                        String arn =
                                trial.subscribe(topic, "sqs", trial.fifoQueue().arn(), Map.of());
                        String policy = Trial.redrivePolicy(trial.queue().arn());
                        return Seen.refusal(() -> trial.set(arn, "RedrivePolicy", policy));
                    }),
            rule("an empty RedrivePolicy takes it away", SEEN, "not shown", trial -> {
                String arn = trial.subscribe(trial.queue(), Trial.redriveTo(trial.queue()));
                trial.set(arn, "RedrivePolicy", "");
                return trial.attributes(arn).containsKey("RedrivePolicy") ? "shown" : "not shown";
            }));

    private DeadLetterQueue() {}

    private static Message deadLetter(Trial trial, Map<String, String> attributes) {
        Queue deadLetters = trial.queue();
        trial.subscribe("sqs", Trial.missingQueue(), Trial.both(attributes, Trial.redriveTo(deadLetters)));
        trial.publish("hello", Map.of("event_type", Trial.attribute("String", "user_invited")));
        return trial.receive(deadLetters);
    }

    private static String attributes(Message letter) {
        return letter.messageAttributes().isEmpty()
                ? "none"
                : Seen.sorted(letter.messageAttributes().keySet());
    }
}
