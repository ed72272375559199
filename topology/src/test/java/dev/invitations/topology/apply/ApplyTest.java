package dev.invitations.topology.apply;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Applied.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private static final Topology TOPOLOGY = Topology.read("t.yaml", """
            topics:
              invitations:
                subscriptions:
                  email-worker: {filter: {event_type: [user_invited]}}
            """);

    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final AwsInMemory aws = new AwsInMemory(Place.LOCAL);

    @Test
    void everything_is_created_in_an_order_that_loses_no_message() {
        assertThat(apply()).extracting(Applied::change).containsOnly(Change.CREATED);
        assertThat(aws.changes)
                .containsExactly(
                        "CreateQueue email-worker-dlq [MessageRetentionPeriod, Policy, RedriveAllowPolicy, SqsManagedSseEnabled]",
                        "CreateQueue email-worker [MessageRetentionPeriod, Policy, RedrivePolicy, SqsManagedSseEnabled, VisibilityTimeout]",
                        "CreateTopic invitations",
                        "Subscribe email-worker [FilterPolicy, RawMessageDelivery]",
                        "SetSubscriptionAttributes email-worker [RedrivePolicy]");
    }

    @Test
    void applying_again_changes_nothing() {
        apply();
        aws.changes.clear();

        assertThat(apply()).extracting(Applied::change).containsOnly(Change.UNCHANGED);
        assertThat(aws.changes).isEmpty();
    }

    @Test
    void each_resource_is_reported_as_soon_as_it_is_right() {
        List<Applied> heard = new ArrayList<>();

        List<Applied> all = apply(heard::add);

        assertThat(heard)
                .isEqualTo(all)
                .extracting(applied -> applied.resource().name())
                .containsExactly("email-worker-dlq", "email-worker", "invitations", "email-worker");
    }

    @Test
    void an_attribute_of_a_queue_that_drifted_is_set_right_and_only_that() {
        apply();
        aws.changes.clear();
        aws.queues.get("email-worker").putAll(Map.of("VisibilityTimeout", "45", "DelaySeconds", "7"));

        assertThat(mended()).containsExactly("email-worker: VisibilityTimeout 45 -> 30");
        assertThat(aws.changes).containsExactly("SetQueueAttributes email-worker [VisibilityTimeout]");
        assertThat(aws.queues.get("email-worker"))
                .contains(entry("VisibilityTimeout", "30"), entry("DelaySeconds", "7"));
    }

    @Test
    void a_subscription_that_lost_everything_gets_its_scope_before_its_filter() {
        apply();
        aws.changes.clear();
        Map<String, String> subscription = aws.subscriptions.values().iterator().next();
        subscription.keySet().removeAll(List.of("RawMessageDelivery", "FilterPolicy", "RedrivePolicy"));
        subscription.put("FilterPolicyScope", "MessageBody");

        apply();

        assertThat(aws.changes)
                .containsExactly(
                        "SetSubscriptionAttributes email-worker [RawMessageDelivery]",
                        "SetSubscriptionAttributes email-worker [FilterPolicyScope]",
                        "SetSubscriptionAttributes email-worker [FilterPolicy]",
                        "SetSubscriptionAttributes email-worker [RedrivePolicy]");
    }

    @Test
    void a_number_in_a_filter_that_should_be_a_text_is_set_right() {
        apply();
        aws.changes.clear();
        Map<String, String> subscription = aws.subscriptions.values().iterator().next();
        subscription.put("FilterPolicy", "{\"team\":[42]}");

        applier()
                .apply(
                        Topology.read(
                                "t.yaml",
                                "topics: {invitations: {subscriptions: {email-worker: {filter: {team: ['42']}}}}}"),
                        it -> {});

        assertThat(aws.changes).containsExactly("SetSubscriptionAttributes email-worker [FilterPolicy]");
        assertThat(subscription).containsEntry("FilterPolicy", "{\"team\":[\"42\"]}");
    }

    @Test
    void a_filter_that_is_no_longer_declared_is_removed() {
        apply();
        aws.changes.clear();

        applier().apply(Topology.read("t.yaml", "topics: {invitations: {subscriptions: {email-worker: }}}"), it -> {});

        assertThat(aws.changes).containsExactly("SetSubscriptionAttributes email-worker [FilterPolicy]");
        assertThat(aws.subscriptions.values()).singleElement().satisfies(it -> assertThat(it)
                .containsEntry("FilterPolicy", "{}"));
    }

    @Test
    void an_interrupted_run_is_taken_up_where_it_ended() {
        apply();
        aws.subscriptions.clear();
        aws.queues.get("email-worker").remove("RedrivePolicy");

        assertThat(apply())
                .extracting(Applied::change)
                .containsExactly(Change.UNCHANGED, Change.MENDED, Change.UNCHANGED, Change.CREATED);
    }

    @Test
    void a_queue_that_sqs_does_not_know_yet_is_waited_for() {
        aws.looksUntilCreatedIsKnown = 2;

        assertThat(apply()).hasSize(4);
    }

    @Test
    void an_attribute_that_is_ignored_is_named_with_what_was_asked_and_found() {
        aws.ignored.add("VisibilityTimeout");

        assertThatExceptionOfType(ApplyFailed.class)
                .isThrownBy(() -> applier(Place.LOCAL, Duration.ZERO).apply(TOPOLOGY, it -> {}))
                .withMessage("queue email-worker: AWS took the request and ignored it: "
                        + "VisibilityTimeout should be 30 and is not there");
    }

    @Test
    void a_redrive_policy_that_is_ignored_is_named_too() {
        aws.ignored.add("RedrivePolicy");
        aws.queues.put(
                "email-worker",
                new HashMap<>(DesiredState.of(TOPOLOGY, Place.LOCAL)
                        .resources()
                        .get(1)
                        .attributes()));
        aws.queues.get("email-worker").put("QueueArn", Place.LOCAL.queueArn("email-worker"));

        assertThatExceptionOfType(ApplyFailed.class)
                .isThrownBy(() -> applier(Place.LOCAL, Duration.ZERO).apply(TOPOLOGY, it -> {}))
                .withMessageStartingWith(
                        "subscription email-worker: AWS took the request and ignored it: RedrivePolicy");
    }

    @Test
    void a_queue_in_another_account_is_refused_before_anything_is_set() {
        Place elsewhere = new Place("aws", "us-east-1", "111111111111");

        assertThatExceptionOfType(ApplyFailed.class)
                .isThrownBy(() -> applier(elsewhere, PATIENT).apply(TOPOLOGY, it -> {}))
                .withMessage("dead-letter queue email-worker-dlq: "
                        + "QueueArn should be arn:aws:sqs:us-east-1:111111111111:email-worker-dlq "
                        + "and is arn:aws:sqs:us-east-1:000000000000:email-worker-dlq; "
                        + "is this the right account, region and endpoint?");
    }

    private List<Applied> apply() {
        return apply(it -> {});
    }

    private List<Applied> apply(Consumer<Applied> progress) {
        return applier().apply(TOPOLOGY, progress);
    }

    private List<String> mended() {
        return apply().stream()
                .filter(applied -> applied.change() == Change.MENDED)
                .map(applied ->
                        applied.resource().name() + ": " + applied.differences().getFirst())
                .toList();
    }

    private Apply applier() {
        return applier(Place.LOCAL, PATIENT);
    }

    private Apply applier(Place place, Duration patience) {
        return new Apply(aws.new Sns(), aws.new Sqs(), place, patience);
    }
}
