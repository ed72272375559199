package dev.invitations.topology.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.apply.Applied.Change;
import dev.invitations.topology.plan.Elsewhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What AWS refuses, ignores or does late, and what others do at the same time. */
class ApplyInTroubleTest {
    private static final Topology TOPOLOGY = Topology.read("t.yaml", """
            topics:
              invitations:
                subscriptions:
                  email-worker: {filter: {event_type: [user_invited]}}
                  analytics-worker:
            """);

    private final AwsInMemory aws = new AwsInMemory(Place.LOCAL);
    private final List<String> waiting = new ArrayList<>();

    @Test
    void an_attribute_that_is_ignored_is_named_with_what_was_asked_what_is_there_and_why() {
        aws.ignored.add("VisibilityTimeout");

        assertThat(failure().lines())
                .containsExactly(
                        "queue email-worker: AWS took the request and ignored it: VisibilityTimeout should be 30 and is"
                                + " not there (this endpoint may not support it)",
                        "queue analytics-worker: AWS took the request and ignored it: VisibilityTimeout should be 30 and"
                                + " is not there (this endpoint may not support it)");
        assertThat(aws.waited).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void what_is_ignored_inside_a_policy_is_named_without_the_whole_of_it() {
        apply();
        aws.ignored.add("Policy");
        Map<String, String> queue = aws.queues.get("email-worker");
        queue.put("Policy", queue.get("Policy").replace(":invitations", ":others"));

        assertThat(failure())
                .isEqualTo("queue email-worker: AWS took the request and ignored it: Policy:"
                        + " Statement.Condition.ArnEquals.aws:sourcearn should be"
                        + " \"arn:aws:sns:us-east-1:000000000000:invitations\" and is"
                        + " \"arn:aws:sns:us-east-1:000000000000:others\" (this endpoint may not support it)");
    }

    @Test
    void a_redrive_policy_of_a_subscription_that_is_ignored_may_have_come_too_early() {
        apply();
        aws.ignored.add("RedrivePolicy");
        aws.subscriptions.values().forEach(it -> it.remove("RedrivePolicy"));

        assertThat(failure())
                .startsWith("subscription email-worker: AWS took the request and ignored it: RedrivePolicy should be {")
                .contains("SNS takes it only once the subscription is confirmed");
    }

    @Test
    void a_change_that_shows_late_is_waited_for_and_not_asked_for_again() {
        apply();
        aws.changes.clear();
        aws.queues.get("email-worker").put("VisibilityTimeout", "45");
        aws.ignored.add("VisibilityTimeout");

        aws.afterLooks(6, () -> aws.queues.get("email-worker").put("VisibilityTimeout", "30"));

        assertThat(apply()).extracting(Applied::change).contains(Change.MENDED);
        assertThat(aws.changes).containsExactly("SetQueueAttributes email-worker [VisibilityTimeout]");
    }

    @Test
    void a_queue_that_sqs_does_not_know_yet_is_waited_for() {
        aws.looksUntilCreatedIsKnown = 2;

        assertThat(apply()).hasSize(7);
    }

    @Test
    void a_queue_that_was_deleted_a_moment_ago_is_created_once_its_name_is_free() {
        for (int i = 0; i < 5; i++) {
            aws.before(
                    "CreateQueue email-worker",
                    refusal(QueueDeletedRecentlyException.builder().message("You must wait 60 seconds")));
        }

        assertThat(apply()).hasSize(7);
        assertThat(waiting)
                .containsExactly("email-worker: a queue of that name was deleted a moment ago, and SQS keeps its name"
                        + " for 60 s");
    }

    @Test
    void fewer_calls_are_made_where_aws_asks_for_it() {
        for (int i = 0; i < 3; i++) {
            aws.before(
                    "CreateTopic invitations",
                    refusal(SnsException.builder().awsErrorDetails(error("Throttling", "Rate exceeded"))));
        }

        assertThat(apply()).hasSize(7);
        assertThat(waiting).containsExactly("invitations: AWS asks for fewer calls in a second");
    }

    @Test
    void what_does_not_depend_on_a_failure_is_applied_and_all_failures_are_told() {
        aws.before(
                "CreateQueue email-worker-dlq",
                refusal(SqsException.builder().awsErrorDetails(error("AccessDenied", "Not authorized"))));

        assertThat(failure().lines())
                .containsExactly(
                        "dead-letter queue email-worker-dlq: SQS refused it: Not authorized (AccessDenied)",
                        "queue email-worker: left out, since it needs the dead-letter queue email-worker-dlq",
                        "subscription email-worker: left out, since it needs the dead-letter queue email-worker-dlq");
        assertThat(aws.queues).containsOnlyKeys("analytics-worker-dlq", "analytics-worker");
        assertThat(aws.subscriptions).hasSize(1);
    }

    @Test
    void where_aws_is_out_of_reach_nothing_more_is_tried() {
        aws.before("CreateQueue email-worker", () -> {
            throw SdkClientException.create("Unable to execute HTTP request");
        });

        assertThat(failure()).isEqualTo("queue email-worker: Unable to execute HTTP request");
        assertThat(aws.queues).containsOnlyKeys("email-worker-dlq");
    }

    @Test
    void a_queue_that_somebody_creates_at_the_same_time_is_set_right() {
        aws.before("CreateQueue email-worker", () -> {
            aws.queues.put(
                    "email-worker",
                    new HashMap<>(Map.of("QueueArn", Place.LOCAL.queueArn("email-worker"), "VisibilityTimeout", "45")));
            aws.tags.put("email-worker", new HashMap<>());
        });

        apply();

        assertThat(aws.queues.get("email-worker"))
                .containsAllEntriesOf(
                        withoutEmpty(resource("queue email-worker").attributes()));
        assertThat(aws.tags.get("email-worker")).containsEntry("invitation-station", "prefix:");
    }

    @Test
    void a_topic_that_somebody_creates_at_the_same_time_is_set_right() {
        String arn = Place.LOCAL.topicArn("invitations");
        aws.before("CreateTopic invitations", () -> {
            aws.topics.put(arn, new HashMap<>(Map.of("TopicArn", arn)));
            aws.tags.put(arn, new HashMap<>());
        });

        apply();

        assertThat(aws.topics.get(arn)).containsKey("Policy");
        assertThat(aws.tags.get(arn)).containsEntry("invitation-station", "prefix:");
    }

    @Test
    void a_queue_in_another_account_is_refused_before_anything_is_set() {
        apply();
        aws.changes.clear();
        Place elsewhere = new Place("aws", "us-east-1", "111111111111");

        assertThatExceptionOfType(Elsewhere.class)
                .isThrownBy(() -> aws.applier(elsewhere).apply(TOPOLOGY, it -> {}))
                .withMessage("dead-letter queue email-worker-dlq: "
                        + "QueueArn should be arn:aws:sqs:us-east-1:111111111111:email-worker-dlq "
                        + "and is arn:aws:sqs:us-east-1:000000000000:email-worker-dlq; "
                        + "is this the right account, region and endpoint?");
        assertThat(aws.changes).isEmpty();
    }

    private List<Applied> apply() {
        return aws.applier().apply(TOPOLOGY, new Progress() {
            @Override
            public void applied(Applied applied) {}

            @Override
            public void waiting(Resource resource, String why) {
                waiting.add(resource.name() + ": " + why);
            }
        });
    }

    private String failure() {
        try {
            apply();
        } catch (ApplyFailed e) {
            return e.getMessage();
        }
        throw new AssertionError("it did not fail");
    }

    private static Runnable refusal(AwsServiceException.Builder refusal) {
        return () -> {
            throw refusal.build();
        };
    }

    private static AwsErrorDetails error(String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName("SQS")
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private static Resource resource(String name) {
        return DesiredState.of(TOPOLOGY, Place.LOCAL).resources().stream()
                .filter(resource -> name.equals(resource.kind() + " " + resource.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> withoutEmpty(Map<String, String> attributes) {
        Map<String, String> rest = new HashMap<>(attributes);
        rest.values().removeIf(String::isEmpty);
        return rest;
    }
}
