package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import dev.invitations.messaging.sqs.ModelQueue.Made;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of messages that are not handled. */
@ExtendWith(OneByOne.class)
class ReturnsTest {
    private static final Outcome.Refuse REFUSED =
            new Outcome.Refuse("no", "REFUSED", "dev.example.No", "a test", Optional.empty());

    private final Stage stage = Stage.standard();

    @Test
    void aMessageThatFailedStaysAwayForItsDelay() {
        Stored message = stage.send("failing");
        stage.end(message, new Outcome.Failed(Duration.ofSeconds(40)));
        stage.pass(Duration.ofSeconds(39));
        assertThat(message.receives()).isEqualTo(1);

        stage.pass(Duration.ofSeconds(2));

        assertThat(message.receives()).isEqualTo(2);
    }

    @Test
    void noDelayIsLongerThanSqsAllows() {
        Stored message = stage.send("failing");
        stage.pass(Duration.ofSeconds(90));
        stage.end(message, new Outcome.Failed(Duration.ofHours(13)));

        stage.pass(Duration.ofHours(11).plusMinutes(57));
        assertThat(message.receives()).isEqualTo(1);

        stage.pass(Duration.ofMinutes(1));

        assertThat(message.receives()).isEqualTo(2);
    }

    @Test
    void tenGoBackInOneCall() {
        stage.send("slow");
        List<Stored> ten = stage.send(10);

        stage.end(ten, new Outcome.Failed(Duration.ofSeconds(40)));

        assertThat(stage.made(Call.HIDE)).extracting(Made::size).containsExactly(10);
    }

    @Test
    void oneThatSqsDoesNotTakeBackComesAgainByItsVisibilityTimeout() {
        stage.faults().add(Call.HIDE, Fault.REFUSED);
        Stored message = stage.send("failing");

        stage.end(message, new Outcome.Failed(Duration.ofSeconds(40)));
        stage.pass(Stage.VISIBILITY_TIMEOUT);

        assertThat(message.receives()).isEqualTo(2);
        assertThat(stage.worker().gauge("in.flight")).isEqualTo(1);
    }

    @Test
    void evenAnErrorGivesTheMessageBack() {
        Stored message = stage.send("failing");

        stage.end(message, () -> {
            throw new StackOverflowError("a handler's");
        });
        stage.pass(Duration.ofSeconds(2));

        assertThat(message.receives()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsInTheDeadLetterQueueAndOnlyThenDeleted() {
        stage.faults().add(Call.SEND, Fault.HELD);
        Stored message = stage.send("bad");
        stage.end(message, REFUSED);
        assertThat(stage.isDeleted(message)).isFalse();

        stage.release();

        assertThat(stage.sqs().refused()).singleElement().satisfies(letter -> assertThat(letter.body())
                .isEqualTo("bad"));
        assertThat(stage.isDeleted(message)).isTrue();
    }

    @Test
    void whatTheDeadLetterQueueDoesNotTakeStaysAndComesAgain() {
        stage.faults().add(Call.SEND, Fault.REFUSED);
        Stored message = stage.send("bad");

        stage.end(message, REFUSED);
        stage.pass(Stage.VISIBILITY_TIMEOUT);

        assertThat(message.receives()).isEqualTo(2);
        assertThat(stage.sqs().refused()).isEmpty();
    }

    @Test
    void aDeadLetterQueueThatIsMissingIsToldUntilItIsThere() {
        stage.faults().deadLetterQueueIsMissing(true);
        Stored message = stage.send("bad");
        stage.end(message, REFUSED);
        stage.pass(Duration.ofMinutes(5));
        assertThat(stage.worker().problem()).contains("there is no dead-letter queue");

        stage.faults().deadLetterQueueIsMissing(false);
        stage.pass(Duration.ofSeconds(21));

        assertThat(stage.worker().problem()).isEmpty();
        assertThat(stage.atWork()).containsExactly(message);
    }
}
