package dev.invitations.topology.apply;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Applied.Change;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.plan.Extra;
import dev.invitations.topology.plan.Plan;
import dev.invitations.topology.plan.Step;
import dev.invitations.topology.plan.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private static final Topology TOPOLOGY = Topology.read("t.yaml", """
            topics:
              invitations:
                subscriptions:
                  email-worker: {filter: {event_type: [user_invited]}}
            """);

    private static final Topology WEBHOOKS = Webhooks.at("https://relay.example.com/sns");
    private static final String TOPIC_ARN = Place.LOCAL.topicArn("invitations");

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
    void each_resource_is_reported_in_the_order_of_the_calls() {
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
    void a_subscription_that_lost_everything_gets_back_its_scope_after_its_filter() {
        apply();
        aws.changes.clear();
        Map<String, String> subscription = aws.subscriptions.values().iterator().next();
        subscription.keySet().removeAll(List.of("RawMessageDelivery", "FilterPolicy", "RedrivePolicy"));
        subscription.put("FilterPolicyScope", "MessageBody");

        apply();

        assertThat(aws.changes)
                .containsExactly(
                        "SetSubscriptionAttributes email-worker [RawMessageDelivery]",
                        "SetSubscriptionAttributes email-worker [FilterPolicy]",
                        "SetSubscriptionAttributes email-worker [RedrivePolicy]",
                        "SetSubscriptionAttributes email-worker [FilterPolicyScope]");
    }

    @Test
    void a_filter_on_bodies_is_set_after_its_scope() {
        apply();
        aws.changes.clear();

        aws.applier().apply(Topology.read("t.yaml", """
                topics:
                  invitations:
                    subscriptions:
                      email-worker: {filter: {type: [user_invited]}, filterScope: MessageBody}
                """), it -> {});

        assertThat(aws.changes)
                .containsExactly(
                        "SetSubscriptionAttributes email-worker [FilterPolicyScope]",
                        "SetSubscriptionAttributes email-worker [FilterPolicy]");
    }

    @Test
    void a_number_in_a_filter_that_should_be_a_text_is_set_right() {
        apply();
        aws.changes.clear();
        Map<String, String> subscription = aws.subscriptions.values().iterator().next();
        subscription.put("FilterPolicy", "{\"team\":[42]}");

        aws.applier()
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

        aws.applier()
                .apply(Topology.read("t.yaml", "topics: {invitations: {subscriptions: {email-worker: }}}"), it -> {});

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
    void tags_that_drifted_are_set_right_and_others_stay() {
        apply();
        aws.changes.clear();
        aws.tags.get("email-worker").putAll(Map.of("invitation-station", "prefix:other-", "cost-center", "42"));
        aws.tags.get(TOPIC_ARN).clear();

        assertThat(mended())
                .containsExactly(
                        "email-worker: tag invitation-station prefix:other- -> prefix:",
                        "invitations: tag invitation-station none -> prefix:");
        assertThat(aws.changes)
                .containsExactly(
                        "TagQueue email-worker [invitation-station]", "TagResource invitations [invitation-station]");
        assertThat(aws.tags.get("email-worker")).containsEntry("cost-center", "42");
    }

    @Test
    void one_kind_of_encryption_is_put_off_in_the_call_that_asks_for_the_other() {
        apply();
        aws.changes.clear();

        aws.applier().apply(encrypted(Optional.of("alias/invitations")), it -> {});
        aws.applier().apply(encrypted(Optional.empty()), it -> {});

        assertThat(aws.changes)
                .containsExactly(
                        "SetQueueAttributes email-worker-dlq [KmsMasterKeyId, SqsManagedSseEnabled]",
                        "SetQueueAttributes email-worker [KmsMasterKeyId, SqsManagedSseEnabled]",
                        "SetTopicAttributes invitations [KmsMasterKeyId]",
                        "SetQueueAttributes email-worker-dlq [KmsMasterKeyId, SqsManagedSseEnabled]",
                        "SetQueueAttributes email-worker [KmsMasterKeyId, SqsManagedSseEnabled]",
                        "SetTopicAttributes invitations [KmsMasterKeyId]");
    }

    @Test
    void a_subscription_whose_endpoint_has_not_confirmed_it_gets_no_redrive_policy_and_is_no_error() {
        List<Applied> all = aws.applier().apply(WEBHOOKS, it -> {});

        assertThat(all).extracting(Applied::isPending).containsExactly(false, false, true);
        assertThat(aws.changes).last().isEqualTo("Subscribe //relay.example.com/sns []");
    }

    @Test
    void an_endpoint_that_has_still_not_confirmed_is_asked_again() {
        aws.applier().apply(WEBHOOKS, it -> {});
        aws.changes.clear();

        assertThat(aws.applier().apply(WEBHOOKS, it -> {}))
                .last()
                .isEqualTo(new Applied(
                        DesiredState.of(WEBHOOKS, Place.LOCAL).resources().getLast(),
                        Change.ASKED_AGAIN,
                        List.of(),
                        true));
        assertThat(aws.changes).containsExactly("Subscribe //relay.example.com/sns []");
    }

    @Test
    void an_endpoint_that_confirms_once_it_is_asked_again_gets_its_redrive_policy_at_once() {
        aws.applier().apply(WEBHOOKS, it -> {});
        aws.changes.clear();

        List<Applied> all = aws.applier().apply(WEBHOOKS, applied -> {
            if (applied.isPending()) {
                aws.subscriptions.values().forEach(it -> it.put("PendingConfirmation", "false"));
            }
        });

        assertThat(all).last().satisfies(it -> {
            assertThat(it.isPending()).isFalse();
            assertThat(it.change()).isEqualTo(Change.MENDED);
        });
        assertThat(aws.changes).last().isEqualTo("SetSubscriptionAttributes //relay.example.com/sns [RedrivePolicy]");
    }

    @Test
    void a_subscription_that_has_been_confirmed_gets_its_redrive_policy() {
        aws.applier().apply(WEBHOOKS, it -> {});
        aws.changes.clear();
        aws.subscriptions.values().forEach(it -> it.put("PendingConfirmation", "false"));

        assertThat(aws.applier().apply(WEBHOOKS, it -> {})).last().satisfies(it -> assertThat(it.isPending())
                .isFalse());
        assertThat(aws.changes).containsExactly("SetSubscriptionAttributes //relay.example.com/sns [RedrivePolicy]");
    }

    @Test
    void an_endpoint_that_confirms_while_the_rest_is_applied_gets_its_redrive_policy_at_once() {
        List<Boolean> pending = new ArrayList<>();

        List<Applied> all = aws.applier().apply(WEBHOOKS, applied -> {
            pending.add(applied.isPending());
            aws.subscriptions.values().forEach(it -> it.put("PendingConfirmation", "false"));
        });

        assertThat(pending).containsExactly(false, false, true, false);
        assertThat(all).extracting(Applied::isPending).containsExactly(false, false, false);
        assertThat(aws.changes).last().isEqualTo("SetSubscriptionAttributes //relay.example.com/sns [RedrivePolicy]");
    }

    @Test
    void a_subscription_with_another_endpoint_is_created_anew_and_the_former_one_is_extra_then() {
        aws.applier().apply(WEBHOOKS, it -> {});
        aws.subscriptions.values().forEach(it -> it.put("PendingConfirmation", "false"));
        aws.applier().apply(WEBHOOKS, it -> {});
        Topology moved = Webhooks.at("https://new.example.com/sns");

        assertThat(plan(moved).steps())
                .last()
                .isEqualTo(new Step.Replace(
                        DesiredState.of(moved, Place.LOCAL).resources().getLast(),
                        TOPIC_ARN + ":0",
                        List.of(new Difference(
                                "Endpoint",
                                "https://new.example.com/sns",
                                Optional.of("https://relay.example.com/sns")))));
        assertThat(aws.applier().apply(moved, it -> {})).last().satisfies(it -> assertThat(it.change())
                .isEqualTo(Change.REPLACED));
        assertThat(plan(moved).extras()).extracting(Extra::name).containsExactly("https https://relay.example.com/sns");
    }

    private Plan plan(Topology topology) {
        return new Survey(Apis.of(aws.new Sns(), aws.new Sqs())).plan(topology, Place.LOCAL);
    }

    private static Topology encrypted(Optional<String> key) {
        DeclaredTopic topic = TOPOLOGY.topics().getFirst();
        return new Topology(
                "",
                List.of(new DeclaredTopic(
                        "", topic.name(), false, key, Map.of(), List.of(), List.of(), topic.subscriptions())));
    }

    private List<Applied> apply() {
        return apply(it -> {});
    }

    private List<Applied> apply(Consumer<Applied> progress) {
        return aws.applier().apply(TOPOLOGY, progress);
    }

    private List<String> mended() {
        return apply().stream()
                .filter(applied -> applied.change() == Change.MENDED)
                .map(applied ->
                        applied.resource().name() + ": " + applied.differences().getFirst())
                .toList();
    }
}
