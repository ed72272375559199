package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import dev.invitations.messaging.sqs.ModelQueue.Made;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a message stays hidden while its handler works, and for how long. */
@ExtendWith(OneByOne.class)
class ExtensionsTest {
    private static final Duration NEARLY_TOO_LONG = Stage.HANDLER_TIMEOUT.minusSeconds(1);
    /** Beats come every five seconds. */
    private static final Duration TOO_LONG = Stage.HANDLER_TIMEOUT.plusSeconds(8);

    @Test
    void aMessageStaysHiddenWhileItsHandlerWorks() {
        Stage stage = Stage.standard();
        Stored message = stage.send("long");

        stage.pass(NEARLY_TOO_LONG);
        stage.done(message);

        assertThat(message.receives()).isEqualTo(1);
        assertThat(stage.isDeleted(message)).isTrue();
        assertThat(stage.worker().counted("messages.extensions", "result", "ok"))
                .isGreaterThan(2);
    }

    @Test
    void tenAreExtendedInOneCall() {
        Stage stage = Stage.standard();
        stage.send(25);

        stage.pass(Duration.ofSeconds(29));

        assertThat(stage.made(Call.HIDE)).extracting(Made::size).containsExactlyInAnyOrder(10, 10, 5);
    }

    @Test
    void onceAHandlerHasEndedNothingIsExtended() {
        Stage stage = Stage.standard();
        Stored message = stage.send("failing");

        stage.end(message, new Outcome.Failed(Duration.ofMinutes(10)));
        stage.pass(Duration.ofMinutes(9));

        assertThat(stage.made(Call.HIDE)).hasSize(1);
    }

    @Test
    void anExtensionThatIsUnderWayWhenAHandlerFailsUndoesNoBackOff() {
        Stage stage = Stage.standard();
        Stored message = stage.send("failing");
        stage.faults().add(Call.HIDE, Fault.HELD);
        stage.pass(Duration.ofSeconds(20));
        stage.end(message, new Outcome.Failed(Duration.ofMinutes(10)));

        stage.release();
        stage.pass(Duration.ofMinutes(9));

        assertThat(message.receives()).isEqualTo(1);
    }

    @Test
    void anExtensionThatSqsDidNotMakeIsAskedForAgainInTime() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.HIDE, Fault.REFUSED);
        stage.faults().add(Call.HIDE, Fault.ENTRY_REFUSED);
        Stored message = stage.send("long");

        stage.pass(NEARLY_TOO_LONG);

        assertThat(message.receives()).isEqualTo(1);
        assertThat(stage.worker().counted("messages.extensions", "result", "failed"))
                .isEqualTo(2);
    }

    @Test
    void whatSqsExtendsNoMoreIsNotAskedForAgain() {
        Stage stage = Stage.standard();
        stage.faults().add(Call.HIDE, Fault.ENTRY_REFUSED_FOR_GOOD);
        Stored message = stage.send("long");

        stage.pass(Stage.VISIBILITY_TIMEOUT.plusSeconds(5));

        assertThat(message.receives()).isEqualTo(2);
        assertThat(stage.made(Call.HIDE)).hasSize(1);
        assertThat(stage.worker().counted("messages.extensions", "result", "failed"))
                .isEqualTo(1);
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndItsMessageComesAgain() {
        Stage stage = Stage.standard();
        Stored message = stage.send("too long");
        stage.pass(NEARLY_TOO_LONG);
        assertThat(message.receives()).isEqualTo(1);

        stage.pass(TOO_LONG.minus(NEARLY_TOO_LONG));

        assertThat(message.receives()).isEqualTo(2);
        assertThat(outcomes(stage, "failed")).isEqualTo(1);
    }

    @Test
    void whatAnInterruptedHandlerStillComesToCounts() {
        Stage stage = Stage.standard();
        Stored message = stage.send("too long");
        stage.ignoresInterrupts(message);
        // The beat at 105 s interrupts it, a second later it would be left behind.
        stage.pass(Duration.ofMillis(105_500));

        stage.done(message);

        assertThat(stage.isDeleted(message)).isTrue();
        assertThat(outcomes(stage, "left behind")).isZero();
    }

    @Test
    void aHandlerThatHeedsNoInterruptIsLeftBehindAndWhatItComesToDoesNotCount() {
        Stage stage = Stage.standard();
        Stored message = stage.send("too long");
        stage.ignoresInterrupts(message);
        stage.pass(TOO_LONG);
        assertThat(message.receives()).isEqualTo(2);

        stage.done(message, message);

        assertThat(outcomes(stage, "left behind")).isEqualTo(1);
        assertThat(outcomes(stage, "handled")).isEqualTo(1);
        assertThat(stage.worker().gauge("in.flight")).isZero();
    }

    @Test
    void whileSqsDoesNotAnswerForOneTheOthersAreExtended() {
        Stage stage = Stage.standard();
        Stored tooLong = stage.send("too long");
        stage.ignoresInterrupts(tooLong);
        stage.pass(Duration.ofSeconds(98));
        Stored other = stage.send("other");
        stage.pass(Duration.ofSeconds(6));
        stage.faults().add(Call.HIDE, Fault.HELD);

        stage.pass(Duration.ofSeconds(60));

        assertThat(other.receives()).isEqualTo(1);
    }

    private static double outcomes(Stage stage, String outcome) {
        return stage.worker().counted("messages.handled", "outcome", outcome);
    }
}
