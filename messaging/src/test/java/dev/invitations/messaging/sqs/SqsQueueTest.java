package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.sqs.Queue.Hiding;
import dev.invitations.messaging.sqs.Queue.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** How a queue is spoken to. */
class SqsQueueTest {
    private static Station station;

    private QueueSubscription subscription;
    private Queue queue;

    @BeforeAll
    static void start() {
        station = new Station();
    }

    @AfterAll
    static void stop() {
        station.close();
    }

    @BeforeEach
    void create() {
        subscription = station.subscription(false);
        queue = new SqsQueue(station.sqs(), subscription.queue(), "there is no such queue");
    }

    @Test
    void whatIsNotDeletedIsToldByItsPlaceAndThatItNeverWillBe() {
        Message message = received();

        List<Refusal> refusals = queue.delete(List.of(message.receiptHandle(), "nonsense"));

        assertThat(refusals).extracting(Refusal::index, Refusal::isFinal).containsExactly(tuple(1, true));
        assertThat(station.depth(subscription)).isZero();
    }

    @Test
    void whatIsNotHiddenIsToldByItsPlace() {
        Message message = received();

        List<Refusal> refusals = queue.hide(List.of(
                new Hiding("nonsense", Duration.ofSeconds(1)), new Hiding(message.receiptHandle(), Duration.ZERO)));

        assertThat(refusals).extracting(Refusal::index).containsExactly(0);
        assertThat(queue.receive(10, Duration.ofSeconds(1)))
                .extracting(Message::messageId)
                .containsExactly(message.messageId());
    }

    @Test
    void aQueueThatDoesNotExistIsToldInTheWordsOfWhoKnowsWhatToDo() {
        Queue missing = new SqsQueue(station.sqs(), "missing", "there is no such queue");

        assertThatThrownBy(missing::look).isInstanceOf(QueueMissing.class).hasMessage("there is no such queue");
    }

    @Test
    void whereADelayLiesBetweenTwoSecondsChanceDecidesBetweenThem() {
        Hiding hiding = new Hiding("handle", Duration.ofMillis(1_500));

        assertThat(Stream.generate(hiding::seconds).limit(1_000)).containsOnly(1, 2);
    }

    @Test
    void wholeSecondsAreLeftToNoChance() {
        Hiding hiding = new Hiding("handle", Duration.ofSeconds(30));

        assertThat(Stream.generate(hiding::seconds).limit(1_000)).containsOnly(30);
    }

    private Message received() {
        station.send(subscription, "one");
        return queue.receive(10, Duration.ofSeconds(1)).getFirst();
    }
}
