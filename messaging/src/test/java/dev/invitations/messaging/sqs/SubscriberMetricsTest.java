package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a subscriber counts. */
@ExtendWith(OneByOne.class)
class SubscriberMetricsTest {
    private final Stage stage = Stage.standard();

    @Test
    void messagesAreCountedWhenTheyAreReceivedAndByWhatBecomesOfThem() {
        List<Stored> messages = stage.send(7);
        stage.done(messages.get(0), messages.get(1));
        stage.end(messages.get(2), new Outcome.Failed(Duration.ofHours(1)));
        stage.end(messages.get(3), new Outcome.Later(Duration.ofHours(1)));
        stage.end(messages.get(4), refused());
        stage.end(messages.get(5), new Outcome.Unavailable(new Away(), "away", Duration.ofHours(1)));

        assertThat(stage.worker().counted("messages.received")).isEqualTo(7);
        assertThat(outcomes("handled")).isEqualTo(2);
        assertThat(outcomes("failed")).isEqualTo(2);
        assertThat(outcomes("later")).isEqualTo(1);
        assertThat(outcomes("refused")).isEqualTo(1);
    }

    @Test
    void whatIsInHandIsCountedUntilSqsWasTold() {
        List<Stored> messages = stage.send(3);
        assertThat(stage.worker().gauge("in.flight")).isEqualTo(3);

        stage.end(messages.getFirst(), new Outcome.Failed(Duration.ofHours(1)));
        assertThat(stage.worker().gauge("in.flight")).isEqualTo(3);
        stage.pass(Duration.ofMillis(20));

        assertThat(stage.worker().gauge("in.flight")).isEqualTo(2);
        assertThat(stage.worker().gauge("bytes.in.flight"))
                .isEqualTo(
                        messages.get(1).body().length() + messages.get(2).body().length());
    }

    @Test
    void handlersAreTimed() {
        Stored message = stage.send("slow");
        stage.pass(Duration.ofSeconds(12));

        stage.done(message);

        assertThat(seconds(stage.worker().timer("handler"))).isEqualTo(12);
    }

    @Test
    void theAgeOfMessagesIsMeasuredWhenTheirHandlersStartAndWhenTheyAreDeleted() {
        Stage busy = Stage.standard(new Limits(1, 1_000_000, 1, Duration.ZERO));
        Stored first = busy.send("first");
        Stored second = busy.send("second");
        busy.pass(Duration.ofSeconds(10));
        busy.done(first);
        busy.pass(Duration.ofSeconds(5));
        busy.done(second);

        assertThat(seconds(busy.worker().timer("messages.age", "at", "start"))).isEqualTo(10);
        assertThat(seconds(busy.worker().timer("messages.age", "at", "done"))).isEqualTo(10 + 15);
    }

    @Test
    void callsToSqsAreCountedByTheirKindAndByMessage() {
        List<Stored> messages = stage.send(10);
        stage.end(messages.subList(0, 8), new Outcome.Done());
        stage.end(messages.get(8), refused());
        stage.end(messages.get(9), new Outcome.Failed(Duration.ofHours(1)));
        stage.pass(Duration.ofMillis(20));

        assertThat(calls("ReceiveMessage")).isEqualTo(stage.made(Call.RECEIVE).size());
        assertThat(calls("DeleteMessageBatch"))
                .isEqualTo(stage.made(Call.DELETE).size())
                .isPositive();
        assertThat(calls("ChangeMessageVisibilityBatch")).isEqualTo(1);
        assertThat(calls("SendMessage")).isEqualTo(1);
        assertThat(stage.worker().gauge("calls.per.message"))
                .isEqualTo((calls("ReceiveMessage") + calls("DeleteMessageBatch") + 2) / 10);
    }

    private double outcomes(String outcome) {
        return stage.worker().counted("messages.handled", "outcome", outcome);
    }

    private double calls(String operation) {
        return stage.worker().counted("sqs.calls", "operation", operation);
    }

    private static double seconds(Timer timer) {
        return timer.totalTime(TimeUnit.SECONDS);
    }

    private static Outcome refused() {
        return new Outcome.Refuse("no", "REFUSED", "dev.example.No", "a test", Optional.empty());
    }

    private record Away() implements Dependency {
        @Override
        public String name() {
            return "what they need";
        }

        @Override
        public void check() {
            throw new IllegalStateException("away");
        }
    }
}
