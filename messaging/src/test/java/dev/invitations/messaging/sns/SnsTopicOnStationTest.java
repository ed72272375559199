package dev.invitations.messaging.sns;

import static dev.invitations.messaging.sns.Topics.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Publishing to the local station, with faults, and what its queues get. */
class SnsTopicOnStationTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static LocalAws station;
    private static AwsClients aws;
    private static SnsClient sns;

    private final String name = "t-" + UUID.randomUUID();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private String queue;

    @BeforeAll
    static void start() {
        station = LocalAws.start(VERTX, 0);
        aws = AwsClients.of(station.endpoint());
        sns = Topics.client(station.endpoint(), Topics.ANYBODY);
    }

    @AfterAll
    static void end() {
        sns.close();
        aws.close();
        station.close();
        HTTP.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aThrottledBatchArrivesOnce() throws Exception {
        SnsTopic topic = topicWithQueue("");
        fault("", "PublishBatch", "throttle", 2);

        assertThat(topic.publish(List.of(event("a"), event("b")))).containsOnly(Optional.empty());

        awaitBodies("a", "b");
    }

    @Test
    void anAnswerThatWasLostMakesADuplicateWithTheSameIdAndBytes() throws Exception {
        SnsTopic topic = topicWithQueue("");
        fault("", "Publish", "drop", 1);

        assertThat(topic.publish(List.of(event("a")))).containsExactly(Optional.empty());

        awaitBodies("a", "a");
    }

    @Test
    void aFifoTopicDropsTheDuplicateOfALostAnswer() throws Exception {
        SnsTopic topic = topicWithQueue(".fifo");
        fault(".fifo", "Publish", "drop", 1);

        assertThat(topic.publish(List.of(event("a", "invitation")))).containsExactly(Optional.empty());
        assertThat(topic.publish(List.of(event("last", "invitation")))).containsExactly(Optional.empty());

        awaitBodies("a", "last");
    }

    @Test
    void aFifoTopicGetsTheGroupAndTheEventsIdAloneAndInBatches() {
        SnsTopic topic = topicWithQueue(".fifo");

        topic.publish(List.of(event("a", "one"), event("b", "other")));
        topic.publish(List.of(event("c", "third")));

        awaitBodies("a", "b", "c");
        assertThat(received)
                .extracting(
                        message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                        message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .containsExactlyInAnyOrder(tuple("one", "a"), tuple("other", "b"), tuple("third", "c"));
    }

    @Test
    void anEventThatSnsRefusesLeavesTheOthersOfItsBatchAlone() {
        SnsTopic topic = topicWithQueue("");
        Outgoing bad = new Outgoing(
                "bad", "group", new dev.invitations.messaging.carrier.Message("bad", Map.of("two..dots", "x")));

        List<Optional<PublishFailed>> fates = topic.publish(List.of(event("a"), bad, event("b")));

        assertThat(fates.get(1))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED));
        awaitBodies("a", "b");
    }

    @Test
    void aTopicThatIsGoneIsMissingAndTakesEventsOnceItIsBack() {
        SnsTopic topic = topicWithQueue("");
        String arn = arn("");
        aws.sns().deleteTopic(request -> request.topicArn(arn));

        assertThat(topic.publish(Topics.events(15)))
                .allSatisfy(fate -> assertThat(fate).isPresent());
        assertThat(topic.publish(List.of(event("a")))).singleElement().satisfies(fate -> assertThat(fate)
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Kind.TOPIC_MISSING)));

        aws.sns().createTopic(request -> request.name(name));
        assertThat(topic.publish(List.of(event("a")))).containsExactly(Optional.empty());
    }

    private String arn(String suffix) {
        return "arn:aws:sns:us-east-1:000000000000:" + name + suffix;
    }

    private SnsTopic topicWithQueue(String suffix) {
        boolean fifo = !suffix.isEmpty();
        String topic = aws.sns()
                .createTopic(request ->
                        request.name(name + suffix).attributes(fifo ? Map.of("FifoTopic", "true") : Map.of()))
                .topicArn();
        String policy = """
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"*"}]}""";
        aws.sqs().createQueue(request -> request.queueName(name + suffix)
                .attributes(
                        fifo
                                ? Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.POLICY, policy)
                                : Map.of(QueueAttributeName.POLICY, policy)));
        aws.sns().subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn(suffix).replace(":sns:", ":sqs:"))
                .attributes(Map.of("RawMessageDelivery", "true")));
        queue = aws.sqs()
                .getQueueUrl(request -> request.queueName(name + suffix))
                .queueUrl();
        return new SnsTopic(sns, topic, Topics.PATIENT, new SimpleMeterRegistry());
    }

    private void fault(String suffix, String action, String fault, int times) throws Exception {
        String wish = """
                {"on": "call", "service": "sns", "resource": "%s", "action": "%s", "fault": "%s", "times": %d}""".formatted(name + suffix, action, fault, times);
        HttpRequest request = HttpRequest.newBuilder(station.endpoint().resolve("/_station/faults"))
                .POST(BodyPublishers.ofString(wish))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isLessThan(300);
    }

    private void awaitBodies(String... ids) {
        await().untilAsserted(() -> {
            received.addAll(receive());
            assertThat(received)
                    .extracting(Message::body)
                    .containsExactlyInAnyOrderElementsOf(List.of(ids).stream()
                            .map(id -> event(id).message().body())
                            .toList());
        });
    }

    private List<Message> receive() {
        List<Message> messages = aws.sqs()
                .receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        messages.forEach(message ->
                aws.sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages;
    }
}
