package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.aws.Aws;
import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.Tag;

/** What may be asked for again. */
final class Idempotency {
    private static final String IP = "400 InvalidParameter: Invalid parameter: ";

    static final List<Rule> RULES = about(
            "Idempotency",
            rule("Subscribe again with the same attributes", SEEN, "the same ARN", trial -> {
                Queue queue = trial.queue();
                return same(trial.subscribe(queue, Trial.RAW), trial.subscribe(queue, Trial.RAW));
            }),
            rule("Subscribe again without attributes", SEEN, "the same ARN", trial -> {
                Queue queue = trial.queue();
                return same(trial.subscribe(queue, Trial.RAW), trial.subscribe(queue, Map.of()));
            }),
            rule(
                    "Subscribe again with others",
                    SEEN,
                    IP + "Attributes Reason: Subscription already exists with different attributes",
                    trial -> {
                        Queue queue = trial.queue();
                        trial.subscribe(queue, Trial.RAW);
                        return Seen.refusal(() -> trial.subscribe(queue, Map.of("RawMessageDelivery", "false")));
                    }),
            rule("CreateTopic again with the same attributes", SEEN, "the same ARN", trial -> {
                String name = Aws.unique("topic");
                return same(create(trial, name, "Trains"), create(trial, name, "Trains"));
            }),
            rule(
                    "CreateTopic again with others",
                    SEEN,
                    IP + "Attributes Reason: Topic already exists with different attributes",
                    trial -> {
                        String name = Aws.unique("topic");
                        create(trial, name, "Trains");
                        return Seen.refusal(() -> create(trial, name, "Ships"));
                    }),
            rule(
                    "CreateTopic again with other tags",
                    SEEN,
                    IP + "Tags Reason: Topic already exists with different tags",
                    trial -> {
                        String name = Aws.unique("topic");
                        create(trial, name, "Trains");
                        return Seen.refusal(() -> trial.sns.createTopic(request -> request.name(name)
                                .tags(Tag.builder().key("team").value("a").build())));
                    }),
            rule("DeleteTopic twice", SEEN, "accepted", trial -> {
                String topic = create(trial, Aws.unique("topic"), "Trains");
                trial.sns.deleteTopic(request -> request.topicArn(topic));
                return Seen.refusal(() -> trial.sns.deleteTopic(request -> request.topicArn(topic)));
            }),
            rule("Unsubscribe twice", SEEN, "accepted", trial -> {
                String arn = trial.subscribe(trial.queue(), Map.of());
                trial.sns.unsubscribe(request -> request.subscriptionArn(arn));
                return Seen.refusal(() -> trial.sns.unsubscribe(request -> request.subscriptionArn(arn)));
            }),
            rule(
                    "a subscription of a topic that was deleted",
                    SEEN,
                    "404 NotFound: Subscription does not exist",
                    trial -> {
                        String arn = trial.subscribe(trial.queue(), Map.of());
                        trial.sns.deleteTopic(request -> request.topicArn(trial.topic));
                        return Seen.refusal(() -> trial.attributes(arn));
                    }));

    private Idempotency() {}

    private static String create(Trial trial, String name, String displayName) {
        return trial.sns
                .createTopic(request -> request.name(name).attributes(Map.of("DisplayName", displayName)))
                .topicArn();
    }

    private static String same(String one, String other) {
        return one.equals(other) ? "the same ARN" : "another ARN";
    }
}
