package dev.invitations.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesiredStateTest {
    private static final Place PLACE = new Place("aws", "eu-central-1", "123456789012");
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:invitations";
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:email-worker";

    private final DesiredState desired = DesiredState.of(Topology.read("t.yaml", """
            topics:
              invitations:
                subscriptions:
                  email-worker:
                    filter: {event_type: [user_invited]}
                    visibilityTimeout: 2m
                    maxReceives: 3
                    retention: 1d
                    deadLetterRetention: 7d
                  analytics-worker:
            """), PLACE);

    @Test
    void what_another_one_points_at_comes_first() {
        assertThat(desired.resources())
                .extracting(resource -> resource.kind() + " " + resource.name())
                .containsExactly(
                        "dead-letter queue email-worker-dlq",
                        "queue email-worker",
                        "dead-letter queue analytics-worker-dlq",
                        "queue analytics-worker",
                        "topic invitations",
                        "subscription email-worker",
                        "subscription analytics-worker");
    }

    @Test
    void a_queue_redrives_to_its_dead_letter_queue_after_max_receives() {
        assertThat(resource("queue email-worker").attributes())
                .containsExactly(
                        entry("VisibilityTimeout", "120"),
                        entry("MessageRetentionPeriod", "86400"),
                        entry("Policy", QueuePolicy.deliveryFrom(TOPIC, QUEUE)),
                        entry("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "-dlq\",\"maxReceiveCount\":3}"),
                        entry("KmsMasterKeyId", ""),
                        entry("SqsManagedSseEnabled", "true"));
    }

    @Test
    void a_dead_letter_queue_lets_sns_in_too() {
        assertThat(resource("dead-letter queue email-worker-dlq").attributes())
                .containsExactly(
                        entry("MessageRetentionPeriod", "604800"),
                        entry("Policy", QueuePolicy.deliveryFrom(TOPIC, QUEUE + "-dlq")),
                        entry(
                                "RedriveAllowPolicy",
                                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + QUEUE + "\"]}"),
                        entry("KmsMasterKeyId", ""),
                        entry("SqsManagedSseEnabled", "true"));
    }

    @Test
    void a_subscription_delivers_raw_what_its_filter_lets_pass_and_has_a_dead_letter_queue() {
        Resource subscription = resource("subscription email-worker");

        assertThat(subscription.identity())
                .containsOnly(entry("TopicArn", TOPIC), entry("Protocol", "sqs"), entry("Endpoint", QUEUE));
        assertThat(subscription.attributes())
                .containsExactly(
                        entry("RawMessageDelivery", "true"),
                        entry("FilterPolicyScope", "MessageAttributes"),
                        entry("FilterPolicy", "{\"event_type\":[\"user_invited\"]}"),
                        entry("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "-dlq\"}"));
    }

    @Test
    void an_endpoint_has_a_dead_letter_queue_no_queue_moves_to_and_a_signed_envelope() {
        DesiredState http = DesiredState.of(Topology.read("t.yaml", """
                topics:
                  invitations:
                    subscriptions:
                      relay: {endpoint: "https://a.b/c", deliveryPolicy: {numRetries: 5}}
                """), PLACE);

        assertThat(http.resources())
                .extracting(resource -> resource.kind() + " " + resource.name())
                .containsExactly("dead-letter queue relay-dlq", "topic invitations", "subscription relay");
        assertThat(http.resources().get(0).attributes())
                .containsEntry("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        assertThat(http.resources().get(1).attributes()).containsEntry("SignatureVersion", "2");
        assertThat(http.resources().get(2).identity())
                .containsEntry("Protocol", "https")
                .containsEntry("Endpoint", "https://a.b/c");
        assertThat(http.resources().get(2).attributes())
                .containsEntry("RawMessageDelivery", "false")
                .containsEntry("FilterPolicy", "{}")
                .hasEntrySatisfying(
                        "DeliveryPolicy", policy -> assertThat(policy).contains("\"numRetries\":5"));
    }

    @Test
    void names_have_the_prefix_and_fifo_ones_their_suffix() {
        DesiredState fifo = DesiredState.of(
                Topology.read("t.yaml", "{prefix: eu-, topics: {t: {fifo: true, subscriptions: {w: }}}}"), PLACE);

        assertThat(fifo.resources())
                .extracting(Resource::name)
                .containsExactly("eu-w-dlq.fifo", "eu-w.fifo", "eu-t.fifo", "w");
        assertThat(fifo.resources().get(1).identity())
                .containsEntry("QueueArn", PLACE.queueArn("eu-w.fifo"))
                .containsEntry("FifoQueue", "true");
        assertThat(fifo.resources().get(2).identity()).containsEntry("FifoTopic", "true");
    }

    @Test
    void a_key_encrypts_the_topic_and_all_its_queues() {
        DesiredState encrypted = DesiredState.of(
                Topology.read("t.yaml", "topics: {t: {encryptionKey: alias/invitations, subscriptions: {w: }}}"),
                PLACE);

        assertThat(encrypted.resources().subList(0, 3)).allSatisfy(resource -> assertThat(resource.attributes())
                .containsEntry("KmsMasterKeyId", "alias/invitations"));
    }

    @Test
    void tags_are_on_queues_and_topics_with_one_that_tells_whose_they_are() {
        Topology topology = Topology.read("t.yaml", "{prefix: eu-, topics: {t: {tags: {a: b}, subscriptions: {w: }}}}");

        assertThat(DesiredState.of(topology, PLACE).resources().subList(0, 3))
                .allSatisfy(resource ->
                        assertThat(resource.tags()).containsOnly(entry("a", "b"), DesiredState.ownership(topology)));
        assertThat(DesiredState.ownership(topology)).isEqualTo(entry("invitation-station", "prefix:eu-"));
    }

    @Test
    void a_topic_is_left_to_iam_and_open_to_others_that_are_declared() {
        DesiredState desiredState = DesiredState.of(
                Topology.read("t.yaml", "topics: {t: {publishers: [api, '111122223333'], subscriptions: {w: }}}"),
                PLACE);

        PolicyDocument policy = PolicyDocument.parse(
                desiredState.resources().get(2).attributes().get("Policy"));
        String topic = PLACE.topicArn("t");
        assertThat(policy.evaluate(publish("arn:aws:iam::123456789012:role/api", topic)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(policy.evaluate(publish("arn:aws:iam::111122223333:user/ann", topic)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(policy.evaluate(publish("arn:aws:iam::999999999999:user/eve", topic)))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    private static AccessRequest publish(String principal, String topic) {
        return new AccessRequest(new Principal.Aws(principal), "sns:Publish", topic, Map.of());
    }

    @Test
    void only_sns_may_send_to_a_queue_and_only_for_its_topic() {
        assertThat(QueuePolicy.deliveryFrom(TOPIC, QUEUE)).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Sid":"DeliveryFromTopic","Effect":"Allow",\
                "Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",\
                "Resource":"arn:aws:sqs:eu-central-1:123456789012:email-worker",\
                "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-central-1:123456789012:invitations"}}}]}""");
    }

    @Test
    void a_key_of_its_own_puts_the_encryption_by_sqs_off() {
        DeclaredTopic topic = new DeclaredTopic(
                "",
                "invitations",
                false,
                Optional.of("alias/invitations"),
                Map.of(),
                List.of(),
                List.of(),
                Topology.declared().topics().getFirst().subscriptions());

        assertThat(DesiredState.of(new Topology("", List.of(topic)), PLACE).resources())
                .filteredOn(Resource.Queue.class::isInstance)
                .allSatisfy(queue -> assertThat(queue.attributes())
                        .contains(
                                entry("KmsMasterKeyId", "alias/invitations"), entry("SqsManagedSseEnabled", "false")));
    }

    @Test
    void a_subscription_needs_its_topic_and_its_queues_and_a_queue_its_dead_letter_queue() {
        assertThat(desired.resources())
                .filteredOn(resource("subscription email-worker")::needs)
                .extracting(resource -> resource.kind() + " " + resource.name())
                .containsExactly("dead-letter queue email-worker-dlq", "queue email-worker", "topic invitations");
        assertThat(desired.resources())
                .filteredOn(resource("queue email-worker")::needs)
                .extracting(Resource::name)
                .containsExactly("email-worker-dlq");
    }

    private Resource resource(String name) {
        return desired.resources().stream()
                .filter(resource -> name.equals(resource.kind() + " " + resource.name()))
                .findFirst()
                .orElseThrow();
    }
}
