package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the messages of FIFO queues are handled. */
@ExtendWith(OneByOne.class)
class GroupsTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    private final Stage stage = Stage.fifo();

    @Test
    void theMessagesOfAGroupAreHandledOneAfterTheOther() {
        List<Stored> group = stage.send("a", 3);
        for (Stored message : group) {
            assertThat(stage.atWork()).containsExactly(message);
            stage.done(message);
        }

        assertThat(group).allMatch(stage::isDeleted);
    }

    @Test
    void groupsAreHandledSideBySideAlsoWhereOneReceiveBringsThem() {
        stage.faults().add(Call.RECEIVE, Fault.HELD);
        stage.pass(Duration.ofSeconds(20));
        Stored a = stage.send("a", 3).getFirst();
        Stored b = stage.send("b", 3).getFirst();
        Stored c = stage.send("c", 3).getFirst();
        stage.release();

        assertThat(stage.atWork()).containsExactlyInAnyOrder(a, b, c);
    }

    @Test
    void aMessageThatFailsHoldsItsGroupUntilItIsTriedAgain() {
        List<Stored> group = stage.send("a", 3);
        stage.end(group.getFirst(), new Outcome.Failed(DELAY));
        stage.pass(DELAY.minusSeconds(1));
        assertThat(stage.atWork()).isEmpty();

        stage.pass(Duration.ofSeconds(2));

        assertThat(stage.atWork()).containsExactly(group.getFirst());
    }

    @Test
    void aMessageThatFailsHoldsNoOtherGroup() {
        Stored failing = stage.send("a", 3).getFirst();
        List<Stored> others = stage.send("b", 2);
        stage.end(failing, new Outcome.Failed(DELAY));

        stage.done(others.getFirst());
        stage.done(others.getLast());
        stage.pass(Duration.ofSeconds(1));

        assertThat(others).allMatch(stage::isDeleted);
    }

    @Test
    void thoseBehindAMessageThatFailsAgainAndAgainDoNotUseUpTheirReceives() {
        List<Stored> group = stage.send("a", 5);
        for (int i = 1; i < Stage.MAX_RECEIVES; i++) {
            stage.end(group.getFirst(), new Outcome.Failed(DELAY));
            stage.pass(DELAY.plusSeconds(1));
        }

        assertThat(group.getFirst().receives()).isEqualTo(Stage.MAX_RECEIVES);
        // Once at first, and once for each of the two receives that were under way when the first one failed.
        assertThat(group.subList(1, 5))
                .allSatisfy(message -> assertThat(message.receives()).isLessThanOrEqualTo(3));
    }

    @Test
    void aRefusedMessageThatTheDeadLetterQueueDoesNotTakeHoldsItsGroup() {
        stage.faults().add(Call.SEND, Fault.REFUSED);
        List<Stored> group = stage.send("a", 2);

        stage.end(group.getFirst(), new Outcome.Refuse("no", "REFUSED", "dev.example.No", "a test", Optional.empty()));
        stage.pass(Stage.VISIBILITY_TIMEOUT.plusSeconds(1));

        assertThat(stage.atWork()).containsExactly(group.getFirst());
    }

    @Test
    void aHandlerThatIsLeftBehindHoldsItsGroupNoLongerThanItsMessageStaysAway() {
        List<Stored> group = stage.send("a", 2);
        stage.ignoresInterrupts(group.getFirst());

        stage.pass(Stage.HANDLER_TIMEOUT.plusSeconds(9));

        assertThat(stage.atWork()).containsExactly(group.getFirst(), group.getFirst());
    }
}
