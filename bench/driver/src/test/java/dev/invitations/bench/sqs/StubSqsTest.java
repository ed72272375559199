package dev.invitations.bench.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.CloudEvent;
import dev.invitations.station.aws.AwsClients;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The AWS SDK as the client: it checks the digests of what it receives. */
@Timeout(30)
class StubSqsTest {
    private static final String QUEUE = "orders";

    private final Vertx vertx = Vertx.vertx();
    private final Front front = Front.start(vertx);
    private final StubSqs stub = front.show(new StubSqs(front));
    private final AwsClients clients = AwsClients.of(URI.create("http://localhost:" + front.port()));
    private final SqsClient sqs = clients.sqs();
    private final String url =
            sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();

    @AfterEach
    void stop() {
        clients.close();
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private static String receiveCount(Message message) {
        return message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    }

    @Test
    void a_backlog_is_events_that_remain_until_they_are_deleted() {
        stub.add(QUEUE, 12);

        List<Message> first = receive(0);
        List<Message> second = receive(0);

        assertThat(first).hasSize(10);
        assertThat(second).hasSize(2);
        assertThat(CloudEvent.parse(first.getFirst().body()).attributes())
                .as("what filters read is beside the body, as SNS has it")
                .isEqualTo(CloudEvent.parse(second.getFirst().body()).attributes())
                .hasSameSizeAs(first.getFirst().messageAttributes());
        assertThat(stub.remaining(QUEUE)).isEqualTo(12);

        sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(first.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(message.messageId())
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList()));

        assertThat(stub.remaining(QUEUE)).isEqualTo(2);
        assertThat(stub.calls(QUEUE)).as("two receives and a delete").isEqualTo(3);
    }

    @Test
    void a_long_poll_is_answered_when_something_is_sent() throws Exception {
        var polled = new FutureTask<>(() -> receive(20));
        Thread.startVirtualThread(polled);

        stub.send(QUEUE, 100, false);

        assertThat(polled.get()).isNotEmpty();
    }

    @Test
    void a_message_given_back_comes_again_and_says_so() {
        stub.add(QUEUE, 1);
        Message message = receive(0).getFirst();
        assertThat(receiveCount(message)).isEqualTo("1");

        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));

        assertThat(receive(0)).singleElement().satisfies(again -> {
            assertThat(again.messageId()).isEqualTo(message.messageId());
            assertThat(receiveCount(again)).isEqualTo("2");
        });
    }

    @Test
    void what_was_not_received_is_gone_once_it_is_stopped() {
        stub.add(QUEUE, 20);
        receive(0);

        stub.stop(QUEUE);

        assertThat(stub.remaining(QUEUE)).isEqualTo(10);
        assertThat(receive(0)).isEmpty();
    }
}
