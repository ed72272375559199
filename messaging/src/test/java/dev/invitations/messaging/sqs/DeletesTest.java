package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import dev.invitations.messaging.sqs.ModelQueue.Made;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How handled messages are deleted. */
@ExtendWith(OneByOne.class)
class DeletesTest {
    private static final Duration LINGER = Duration.ofMillis(20);
    private static final Duration TOO_LATE = Stage.VISIBILITY_TIMEOUT.plusSeconds(1);

    @Test
    void tenGoInOneCallAtOnce() {
        Stage stage = Stage.standard();
        stage.send("slow");
        List<Stored> ten = stage.send(10);

        stage.end(ten, new Outcome.Done());

        assertThat(deletes(stage)).containsExactly(10);
        assertThat(ten).allMatch(stage::isDeleted);
    }

    @Test
    void fewerWaitForCompanyButNotForLong() {
        Stage stage = Stage.standard();
        stage.send("slow");
        List<Stored> three = stage.send(3);
        stage.end(three, new Outcome.Done());
        assertThat(deletes(stage)).isEmpty();

        stage.pass(LINGER);

        assertThat(deletes(stage)).containsExactly(3);
    }

    @Test
    void whereNoOtherIsInHandNobodyWaits() {
        Stage stage = Stage.standard();
        List<Stored> three = stage.send(3);

        stage.end(three, new Outcome.Done());

        assertThat(deletes(stage)).containsExactly(3);
    }

    @Test
    void whatWaitsForCompanyIsDeletedWhenItIsClosed() {
        Stage stage = Stage.standard();
        stage.send("slow");
        Stored handled = stage.send("handled");
        stage.done(handled);

        stage.close();

        assertThat(stage.isDeleted(handled)).isTrue();
    }

    @Test
    void aMessageThatSqsDidNotDeleteIsDeletedAgainWithoutTheOthers() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.DELETE, Fault.ENTRY_REFUSED);
        List<Stored> three = stage.send(3);

        stage.end(three, new Outcome.Done());
        stage.pass(Duration.ofMillis(200));

        assertThat(deletes(stage)).containsExactly(3, 1);
        assertThat(three).allMatch(stage::isDeleted);
        assertThat(counted(stage, "ok")).isEqualTo(3);
        assertThat(counted(stage, "failed")).isZero();
    }

    @Test
    void aCallThatFailsIsMadeAgain() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.DELETE, Fault.REFUSED);
        stage.faults().add(Call.DELETE, Fault.ANSWER_LOST);
        Stored message = stage.send("one");

        stage.done(message);
        stage.pass(Duration.ofSeconds(1));

        assertThat(deletes(stage)).containsExactly(1, 1, 1);
        assertThat(stage.isDeleted(message)).isTrue();
    }

    @Test
    void noLongerThanItsReceiptHandleIsValidIsAMessageDeletedAgain() {
        Stage stage = Stage.standard();
        for (int i = 0; i < 100; i++) {
            stage.faults().add(Call.DELETE, Fault.REFUSED);
        }
        Stored message = stage.send("one");
        stage.done(message);
        stage.pass(TOO_LATE.plusSeconds(5));
        int calls = deletes(stage).size();

        stage.pass(Duration.ofSeconds(10));

        assertThat(deletes(stage)).hasSize(calls);
        assertThat(counted(stage, "failed")).isEqualTo(1);
        assertThat(stage.atWork()).containsExactly(message);
        assertThat(stage.worker().gauge("in.flight")).isEqualTo(1);
    }

    @Test
    void whatSqsRefusesForGoodIsNotAskedForAgain() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.DELETE, Fault.ENTRY_REFUSED_FOR_GOOD);
        stage.done(stage.send("one"));

        stage.pass(Duration.ofSeconds(10));

        assertThat(deletes(stage)).containsExactly(1);
        assertThat(counted(stage, "failed")).isEqualTo(1);
    }

    @Test
    void whatIsDeletedOnlyAfterItCouldBeReceivedAgainIsCounted() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.DELETE, Fault.HELD);
        Stored message = stage.send("one");
        stage.done(message);
        stage.pass(TOO_LATE);

        stage.release();

        assertThat(message.receives()).isEqualTo(2);
        assertThat(counted(stage, "ok")).isEqualTo(1);
        assertThat(counted(stage, "late")).isEqualTo(1);
    }

    private static List<Integer> deletes(Stage stage) {
        return stage.made(Call.DELETE).stream().map(Made::size).toList();
    }

    private static double counted(Stage stage, String result) {
        return stage.worker().counted("messages.deletes", "result", result);
    }
}
