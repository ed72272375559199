package dev.invitations.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.invitations.contract.topology.Topology;
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
    void only_sns_may_send_to_a_queue_and_only_for_its_topic() {
        assertThat(QueuePolicy.deliveryFrom(TOPIC, QUEUE)).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Sid":"DeliveryFromTopic","Effect":"Allow",\
                "Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",\
                "Resource":"arn:aws:sqs:eu-central-1:123456789012:email-worker",\
                "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-central-1:123456789012:invitations"}}}]}""");
    }

    private Resource resource(String name) {
        return desired.resources().stream()
                .filter(resource -> name.equals(resource.kind() + " " + resource.name()))
                .findFirst()
                .orElseThrow();
    }
}
