package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How long a handler may take, where its subscription says so. */
class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean wasInterrupted = new AtomicBoolean();

    @Test
    void whoIsInTimeNoticesNothing() throws Exception {
        new TimeLimit(LONG).run(() -> wasInterrupted.set(Thread.currentThread().isInterrupted()));

        assertThat(wasInterrupted).isFalse();
    }

    @Test
    void whatIsThrownInTimeIsThrown() {
        assertThatThrownBy(() -> new TimeLimit(LONG).run(() -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }

    @Test
    void whoBlocksIsInterruptedAndToldWithBothTimes() {
        assertThatThrownBy(() -> new TimeLimit(SHORT).run(this::block))
                .isInstanceOf(HandlerTimedOut.class)
                .hasMessageMatching("interrupted after PT0\\.[2-9]\\d*S, since handlerTimeout is PT0\\.2S; "
                        + "it ended with java.lang.InterruptedException");
        assertThat(wasInterrupted).isTrue();
    }

    @Test
    void whoDoesNotHeedItIsLeftBehindWithBothTimes() {
        assertThatThrownBy(() -> new TimeLimit(SHORT).run(this::ignore))
                .isInstanceOf(HandlerTimedOut.class)
                .hasMessageMatching(
                        "still at work after PT1\\.\\d+S though interrupted, since handlerTimeout is PT0\\.2S; .*");
        never.countDown();
    }

    @Test
    void whoIsDoneAllTheSameSoonAfterIsDone() {
        assertThatCode(() -> new TimeLimit(SHORT).run(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        wasInterrupted.set(true);
                    }
                }))
                .doesNotThrowAnyException();
        assertThat(wasInterrupted).isTrue();
    }

    @Test
    void whatCanNeverBeHandledIsRefusedAlsoThen() {
        assertThatThrownBy(() -> new TimeLimit(SHORT).run(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        throw new Refused("nobody lives there");
                    }
                }))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whoIsInterruptedWhileItWaitsInterruptsTheHandler() throws Exception {
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                new TimeLimit(LONG).run(this::block);
            } catch (Exception _) {
                // As it should be.
            }
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        waiting.interrupt();

        await().untilTrue(wasInterrupted);
        waiting.join();
    }

    @Test
    void aMessageWhoseHandlerBlocksComesBackWithBackOff() {
        Consumer<UserInvited> consumer = new Consumer<>(
                "email-worker",
                UserInvited.class,
                (event, delivery) -> block(),
                Optional.of(new TimeLimit(SHORT)),
                new Backoff(Duration.ofSeconds(8), Duration.ofSeconds(8)),
                new TraceContext(OpenTelemetry.noop()));
        CloudEvent event = new CloudEvent(Events.invited("slow@example.com"), "/test", Optional.empty());

        Outcome outcome = consumer.apply(new Received("1", new Message(event.toJson(), Map.of()), 1));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Again.class, again -> assertThat(again.delay())
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8)));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private void block() throws InterruptedException {
        try {
            never.await();
        } catch (InterruptedException e) {
            wasInterrupted.set(true);
            throw e;
        }
    }

    private void ignore() {
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException _) {
                // On and on.
            }
        }
    }
}
