package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a subscriber that is closed leaves behind, in a queue that answers. */
@ExtendWith(OneByOne.class)
class CloseTest {
    private final Stage stage = Stage.standard();

    @Test
    void theReceiveThatIsUnderWayIsAborted() {
        assertThat(stage.sqs().polls(stage.worker().queue())).hasSize(1);

        stage.close();

        assertThat(stage.sqs().polls(stage.worker().queue())).isEmpty();
    }

    @Test
    void whatAReceiveBringsAllTheSameIsGivenBackAtOnce() {
        stage.faults().add(Call.RECEIVE, Fault.HELD);
        stage.pass(Duration.ofSeconds(20));
        List<Stored> messages = stage.send(3);
        stage.close();

        stage.release();

        assertThat(messages)
                .allSatisfy(message -> assertThat(message.receives()).isEqualTo(1));
        assertThat(stage.sqs().receivable()).containsExactlyElementsOf(messages);
        assertThat(stage.atWork()).isEmpty();
    }

    @Test
    void handlersThatAreStillAtWorkAreInterruptedAndTheirMessagesGivenBackAtOnce() {
        List<Stored> messages = stage.send(15);

        stage.close();

        assertThat(stage.atWork()).isEmpty();
        assertThat(stage.sqs().receivable()).containsExactlyElementsOf(messages);
    }

    @Test
    void theMessageOfAHandlerThatHeedsNoInterruptIsGivenBackAtOnceToo() {
        Stored message = stage.send("stubborn");
        stage.ignoresInterrupts(message);

        stage.close();

        assertThat(stage.sqs().receivable()).containsExactly(message);
    }

    @Test
    void nothingIsExtendedOrReceivedThereafter() {
        Stored message = stage.send("stubborn");
        stage.ignoresInterrupts(message);
        stage.close();
        int receives = stage.made(Call.RECEIVE).size();
        int hidings = stage.made(Call.HIDE).size();

        stage.pass(Duration.ofHours(1));

        assertThat(stage.made(Call.RECEIVE)).hasSize(receives);
        assertThat(stage.made(Call.HIDE)).hasSize(hidings);
    }
}
