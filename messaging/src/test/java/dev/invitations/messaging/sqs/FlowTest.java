package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import dev.invitations.messaging.sqs.ModelQueue.Made;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much is received, and when. */
@ExtendWith(OneByOne.class)
class FlowTest {
    private static final int PLENTY = 1_000_000;

    @Test
    void whereNothingComesOneReceiverAsksForTenEveryTwentySeconds() {
        Stage stage = Stage.standard();
        int atStart = stage.made(Call.RECEIVE).size();

        stage.pass(Duration.ofMinutes(10));

        assertThat(stage.made(Call.RECEIVE))
                .hasSize(atStart + 30)
                .extracting(Made::size)
                .containsOnly(10);
        assertThat(stage.worker().gauge("receivers")).isEqualTo(1);
        assertThat(stage.worker().counted("messages.receives.empty")).isEqualTo(atStart - 1 + 30);
    }

    @Test
    void theMoreComesTheMoreReceiversThereAreUpToTheMost() {
        Stage stage = Stage.standard(new Limits(100, PLENTY, 4, Duration.ZERO));

        stage.send(500);

        assertThat(stage.worker().gauge("receivers")).isEqualTo(4);
    }

    @Test
    void oneReceiverIsLeftWhenNothingComesAnyMore() {
        Stage stage = Stage.standard(new Limits(100, PLENTY, 4, Duration.ZERO));
        stage.send(100);

        stage.end(stage.atWork(), new Outcome.Done());
        stage.pass(Duration.ofSeconds(45));

        assertThat(stage.worker().gauge("receivers")).isEqualTo(1);
    }

    @Test
    void whatIsReceivedTogetherIsHandledSideBySide() {
        Stage stage = Stage.standard();

        List<Stored> messages = stage.send(10);

        assertThat(stage.atWork()).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void noMoreMessagesAreInHandThanMayBe() {
        Stage stage = Stage.standard(new Limits(20, PLENTY, 10, Duration.ZERO));

        stage.send(50);

        assertThat(stage.atWork()).hasSize(20);
        assertThat(stage.sqs().receivable()).hasSize(30);
    }

    @Test
    void asSoonAsThereIsAPlaceTheNextIsReceived() {
        Stage stage = Stage.standard(new Limits(20, PLENTY, 10, Duration.ZERO));
        List<Stored> messages = stage.send(21);

        stage.done(messages.getFirst());
        stage.pass(Duration.ofMillis(20));

        assertThat(stage.atWork()).hasSize(20).contains(messages.getLast());
    }

    @Test
    void nothingIsReceivedWhileTheBytesInHandReachTheirBound() {
        Stage stage = Stage.standard(new Limits(100, 10_000, 1, Duration.ZERO));

        for (int i = 0; i < 10; i++) {
            stage.send("x".repeat(3_000));
        }

        assertThat(stage.atWork()).hasSize(4);
        assertThat(stage.worker().gauge("bytes.in.flight")).isEqualTo(12_000);
    }

    @Test
    void aSlowMessageHoldsNoOthersUp() {
        Stage stage = Stage.standard(new Limits(10, PLENTY, 2, Duration.ZERO));
        Stored slow = stage.send("slow");
        List<Stored> others = stage.send(500);

        for (int i = 0; i < 100 && stage.sqs().messages().size() > 1; i++) {
            Set<Stored> fast = new HashSet<>(stage.atWork());
            fast.remove(slow);
            stage.end(List.copyOf(fast), new Outcome.Done());
            stage.pass(Duration.ofMillis(20));
        }

        assertThat(others).allMatch(stage::isDeleted);
        assertThat(stage.atWork()).containsExactly(slow);
    }

    @Test
    void aReceiveThatFailsIsMadeAgainLaterAndLater() {
        Stage stage = Stage.standard();
        for (int i = 0; i < 1_000; i++) {
            stage.faults().add(Call.RECEIVE, Fault.REFUSED);
        }
        int atStart = stage.made(Call.RECEIVE).size();

        stage.pass(Duration.ofMinutes(20));

        // On average every ten seconds, once the pause has doubled up to twenty.
        assertThat(stage.made(Call.RECEIVE).size() - atStart).isBetween(60, 240);
        assertThat(stage.worker().problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("can't receive: "));
    }

    @Test
    void onceAReceiveSucceedsNothingIsWrongAnyMore() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.RECEIVE, Fault.REFUSED);
        stage.pass(Duration.ofSeconds(20));
        assertThat(stage.worker().problem()).isPresent();

        stage.pass(Duration.ofSeconds(1));

        assertThat(stage.worker().problem()).isEmpty();
    }
}
