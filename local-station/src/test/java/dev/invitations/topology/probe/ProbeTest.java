package dev.invitations.topology.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.Aws;
import dev.invitations.topology.ConfirmedSubscription;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import dev.invitations.topology.probe.ProbeResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Where a probe is found that nobody answers, and what is said of it. Real workers answer in messaging's ProbeTest. */
@ExtendWith(Aws.Extension.class)
class ProbeTest {
    private final Aws aws;
    private final SqsClient sqs;
    /** Shorter than a unique name, since topics and queues get it in front. */
    private final String prefix = UUID.randomUUID().toString().substring(0, 8) + "-";

    private Thread worker = new Thread();
    private Topology topology;

    ProbeTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
    }

    @BeforeEach
    void apply() {
        apply("""
                prefix: %s
                topics:
                  invitations:
                    subscriptions:
                      mailer: {filter: {event_type: [user_invited]}}
                      counter: {filter: {event_type: [{anything-but: [user_invited]}]}}
                """);
    }

    @AfterEach
    void stop() {
        worker.interrupt();
    }

    @Test
    void what_nobody_handles_is_found_in_the_queue_whatever_its_filter() {
        assertThat(probe()).allSatisfy((name, result) -> {
            assertThat(result.status()).isEqualTo(Status.UNHANDLED);
            assertThat(result.sentence())
                    .isEqualTo("it is in the queue " + prefix + name
                            + " with 1 message, and nobody has handled it within 1 s: does " + name + " run?");
        });
    }

    @Test
    void what_is_answered_has_arrived() {
        answerFrom("mailer");

        Map<String, ProbeResult> results = probe(Duration.ofSeconds(3));

        assertThat(results.get("mailer").status()).isEqualTo(Status.ARRIVED);
        assertThat(results.get("mailer").after()).isPresent();
        assertThat(results.get("counter").status()).isEqualTo(Status.UNHANDLED);
    }

    @Test
    void an_answer_to_another_probe_is_left_to_whom_it_is_for() {
        probe();
        String replies = url("station-probe-replies");
        ProbeReply others = new ProbeReply(UUID.randomUUID(), "mailer", Instant.now());
        sqs.sendMessage(request -> request.queueUrl(replies).messageBody(others.toJson()));

        assertThat(probe().get("mailer").status()).isNotEqualTo(Status.ARRIVED);
        assertThat(receive(replies)).extracting(Message::body).containsExactly(others.toJson());
    }

    @Test
    void the_queue_for_answers_forgets_soon_and_is_known_as_the_stations() {
        probe();

        String replies = url("station-probe-replies");
        assertThat(sqs.getQueueAttributes(request ->
                                request.queueUrl(replies).attributeNames(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                        .attributesAsStrings())
                .containsEntry("MessageRetentionPeriod", "60");
        assertThat(sqs.listQueueTags(request -> request.queueUrl(replies)).tags())
                .containsEntry(Topology.TAG, "probe:" + prefix);
    }

    @Test
    void a_queue_that_is_gone_is_told() {
        sqs.deleteQueue(request -> request.queueUrl(url("mailer")));

        assertThat(probe().get("mailer")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence()).isEqualTo("the queue " + prefix + "mailer does not exist");
            assertThat(result.mend()).hasValue("./station apply --local");
        });
    }

    @Test
    void what_went_to_the_dead_letter_queue_is_found_there() {
        String deadLetterArn = Place.LOCAL.queueArn(prefix + "mailer-dlq");
        // Takes what arrives away from the queue, as a worker does that knows no probes.
        sqs.setQueueAttributes(request -> request.queueUrl(url("mailer"))
                .attributesWithStrings(Map.of(
                        "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + deadLetterArn + "\",\"maxReceiveCount\":1}")));
        worker = Thread.startVirtualThread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                sqs.receiveMessage(request ->
                        request.queueUrl(url("mailer")).visibilityTimeout(0).waitTimeSeconds(1));
            }
        });

        assertThat(probe(Duration.ofSeconds(4)).get("mailer")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence())
                    .isEqualTo("its dead-letter queue " + prefix + "mailer-dlq holds 1 message more than before");
            assertThat(result.mend()).hasValue("./station dlq mailer peek --local");
        });
    }

    @Test
    void what_is_nowhere_is_told() {
        aws.sns
                .listSubscriptionsByTopic(request -> request.topicArn(Place.LOCAL.topicArn(prefix + "invitations")))
                .subscriptions()
                .forEach(found -> aws.sns.unsubscribe(request -> request.subscriptionArn(found.subscriptionArn())));

        assertThat(probe().get("mailer")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence())
                    .startsWith("it is neither in the queue " + prefix + "mailer nor in " + prefix + "mailer-dlq");
        });
    }

    @Test
    void a_topic_that_is_gone_is_told() {
        aws.sns.deleteTopic(request -> request.topicArn(Place.LOCAL.topicArn(prefix + "invitations")));

        assertThat(probe().get("mailer").sentence())
                .isEqualTo("it could not be published: SNS refused it: Topic does not exist (NotFound)");
    }

    @Test
    void a_filter_that_nothing_passes_is_told() {
        apply("""
                prefix: %s
                topics:
                  nowhere:
                    subscriptions:
                      never: {filter: {team: ["no name of a team"]}}
                """);

        assertThat(probe().get("never")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence()).startsWith("its filter lets no probe pass: {\"team\"");
        });
    }

    @Test
    void a_filter_on_the_body_is_passed_too() {
        apply("""
                prefix: %s
                topics:
                  deep:
                    subscriptions:
                      reader: {filterScope: MessageBody, filter: {type: [invitation_accepted]}}
                """);
        answerFrom("reader");

        assertThat(probe(Duration.ofSeconds(3)).get("reader").status()).isEqualTo(Status.ARRIVED);
    }

    @Test
    void a_topic_that_keeps_the_order_is_probed_too() {
        apply("""
                prefix: %s
                topics:
                  ledger:
                    fifo: true
                    subscriptions:
                      keeper:
                """);

        assertThat(probe().get("keeper").status()).isEqualTo(Status.UNHANDLED);
    }

    @Test
    void an_endpoint_that_keeps_silent_is_not_waited_for() {
        declareEndpoint();
        SnsClient sns = new ConfirmedSubscription(
                aws.sns,
                "http://localhost:1/hook",
                Place.LOCAL.topicArn("hooks") + ":3f6b9f0e-0000-4000-8000-000000000000");
        long start = System.nanoTime();

        ProbeResult result = probe(sns, Duration.ofSeconds(20)).get("webhooks");

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.sentence()).contains("http://localhost:1/hook, which has not answered");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void an_endpoint_that_has_not_confirmed_was_sent_nothing() {
        declareEndpoint();
        new Apply(aws.sns, sqs, Place.LOCAL, Duration.ofSeconds(2)).apply(topology, applied -> {});

        assertThat(probe().get("webhooks")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence())
                    .isEqualTo("http://localhost:1/hook has not confirmed the subscription, so nothing was sent there");
            assertThat(result.mend()).hasValue("./station apply --local");
        });
    }

    @Test
    void an_endpoint_that_is_not_subscribed_was_sent_nothing() {
        declareEndpoint();

        assertThat(probe().get("webhooks")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_ARRIVED);
            assertThat(result.sentence())
                    .isEqualTo("the subscription does not exist, so nothing was sent to http://localhost:1/hook");
            assertThat(result.mend()).hasValue("./station apply --local");
        });
    }

    /** With its topic, but nothing else applied. */
    private void declareEndpoint() {
        topology = Topology.read("t.yaml", """
                prefix: %s
                topics:
                  outside:
                    subscriptions:
                      webhooks: {protocol: http, endpoint: "http://localhost:1/hook"}
                """.formatted(prefix));
        aws.sns.createTopic(request -> request.name(prefix + "outside"));
    }

    private void apply(String yaml) {
        topology = Topology.read("t.yaml", yaml.formatted(prefix));
        new Apply(aws.sns, sqs, Place.LOCAL, Duration.ofSeconds(2)).apply(topology, applied -> {});
    }

    private Map<String, ProbeResult> probe() {
        return probe(Duration.ofSeconds(1));
    }

    private Map<String, ProbeResult> probe(Duration limit) {
        return probe(aws.sns, limit);
    }

    private Map<String, ProbeResult> probe(SnsClient sns, Duration limit) {
        var clients = new dev.invitations.topology.aws.Aws(sns, sqs, Place.LOCAL, Duration.ofSeconds(2));
        return new Probe(topology, clients, limit, " --local")
                .run().stream()
                        .collect(
                                Collectors.toMap(result -> result.subscription().name(), result -> result));
    }

    /** Does what a worker does with a probe. */
    private void answerFrom(String subscription) {
        worker = Thread.startVirtualThread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                receive(url(subscription)).forEach(message -> probeId(message)
                        .ifPresent(id -> sqs.sendMessage(request -> request.queueUrl(url("station-probe-replies"))
                                .messageBody(new ProbeReply(id, subscription, Instant.now()).toJson()))));
            }
        });
    }

    private static Optional<UUID> probeId(Message message) {
        return ProbeMessage.idIn(message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue()))));
    }

    private static String text(MessageAttributeValue value) {
        return value.stringValue();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).waitTimeSeconds(3).messageAttributeNames("All"))
                .messages();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(prefix + queue)).queueUrl();
    }
}
