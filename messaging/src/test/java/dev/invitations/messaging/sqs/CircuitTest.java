package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is received while something that handlers need is away. */
@ExtendWith(OneByOne.class)
class CircuitTest {
    private static final int CLOSED = 0;
    private static final int HALF_OPEN = 1;
    private static final int OPEN = 2;
    /** More than the longest pause between two looks. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(31);

    private final Stage stage = Stage.standard();
    private final Needed needed = new Needed();

    private static final class Needed implements Dependency {
        private volatile boolean isAway = true;
        private volatile int looks;

        @Override
        public String name() {
            return "the mail server";
        }

        @Override
        public void check() {
            looks++;
            if (isAway) {
                throw new IllegalStateException("away");
            }
        }
    }

    @Test
    void nothingIsReceivedWhileItIsAway() {
        List<Stored> messages = stage.send(20);
        stage.end(messages, unavailable());
        stage.pass(Duration.ofSeconds(20));
        stage.end(stage.atWork(), unavailable());
        int calls = stage.made(Call.RECEIVE).size();

        stage.pass(Duration.ofHours(1));

        assertThat(stage.made(Call.RECEIVE)).hasSize(calls);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.receives()).isLessThanOrEqualTo(2));
    }

    @Test
    void whileItIsAwayTheReasonIsTold() {
        stage.end(stage.send("one"), unavailable());

        assertThat(stage.worker().gauge("circuit")).isEqualTo(OPEN);
        assertThat(stage.worker().problem()).contains("it does not answer; nothing is received until it is back");
    }

    @Test
    void itIsLookedAfterSeldomAndWithoutAnyMessage() {
        stage.end(stage.send("one"), unavailable());

        stage.pass(Duration.ofHours(1));

        // On average every fifteen seconds, once the pause has doubled up to thirty.
        assertThat(needed.looks).isBetween(120, 480);
    }

    @Test
    void onceItIsBackOneMessageIsTried() {
        stage.end(awayWithTwenty(), new Outcome.Later(Duration.ZERO));

        needed.isAway = false;
        stage.pass(NEXT_LOOK);

        assertThat(stage.atWork()).hasSize(1);
        assertThat(stage.worker().gauge("circuit")).isEqualTo(HALF_OPEN);
        assertThat(stage.worker().problem()).isEmpty();
    }

    @Test
    void theFirstThatIsHandledOpensTheWayForAll() {
        tried();

        stage.end(stage.atWork(), new Outcome.Done());

        assertThat(stage.worker().gauge("circuit")).isEqualTo(CLOSED);
        assertThat(stage.atWork()).hasSize(19);
    }

    @Test
    void whereTheFirstFindsItAwayAgainNoOtherIsTried() {
        tried();
        needed.isAway = true;

        stage.end(stage.atWork(), unavailable());
        stage.pass(Duration.ofHours(1));

        assertThat(stage.worker().gauge("circuit")).isEqualTo(OPEN);
        assertThat(stage.atWork()).isEmpty();
    }

    @Test
    void whereTheFirstTellsNothingAnotherIsTried() {
        Stored first = tried();

        stage.end(first, new Outcome.Later(Duration.ofHours(1)));

        assertThat(stage.atWork()).hasSize(1).doesNotContain(first);
    }

    @Test
    void whereTheFirstIsLeftBehindAnotherIsTried() {
        Stored first = tried();
        stage.ignoresInterrupts(first);

        stage.pass(Stage.HANDLER_TIMEOUT.plusSeconds(8));

        assertThat(stage.atWork()).hasSize(2).contains(first);
    }

    @Test
    void whereTheReceiveThatWasToBringTheFirstFailsAnotherIsMade() {
        awayWithTwenty();
        needed.isAway = false;
        stage.faults().add(Call.RECEIVE, Fault.REFUSED);

        stage.pass(NEXT_LOOK.multipliedBy(2));

        assertThat(stage.atWork()).hasSize(1);
    }

    @Test
    void whereAllIsClosedNobodyLooksAfterIt() {
        stage.end(stage.send("one"), unavailable());
        stage.close();
        int looks = needed.looks;

        stage.pass(Duration.ofHours(1));

        assertThat(needed.looks).isEqualTo(looks);
    }

    /** It is back, and one of twenty messages is tried. */
    private Stored tried() {
        awayWithTwenty();
        needed.isAway = false;
        stage.pass(NEXT_LOOK);
        return stage.atWork().getFirst();
    }

    /** It is away, and twenty messages wait. */
    private List<Stored> awayWithTwenty() {
        stage.end(stage.send("one"), unavailable());
        stage.pass(Duration.ofSeconds(20));
        stage.end(stage.atWork(), unavailable());
        stage.send(19);
        assertThat(stage.atWork()).isEmpty();
        return stage.atWork();
    }

    private Outcome unavailable() {
        return new Outcome.Unavailable(needed, "it does not answer", Duration.ofSeconds(1));
    }
}
