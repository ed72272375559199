package dev.invitations.messaging.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a handler may take, and what is renewed meanwhile. */
@ExtendWith(OneByOne.class)
class HeartbeatsTest {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(60);
    /** The shorter of a sixth of the one and a tenth of the other. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();
    private final Kept keeper = new Kept();
    private final Heartbeats<Attempt> heartbeats =
            new Heartbeats<>(time.new OfProcess(), VISIBILITY_TIMEOUT, HANDLER_TIMEOUT, keeper);
    private final AtomicInteger renewals = new AtomicInteger();

    HeartbeatsTest() {
        heartbeats.start();
    }

    private static final class Kept implements Heartbeats.Keeper<Attempt> {
        private final List<List<Attempt>> kept = new ArrayList<>();
        private final List<Attempt> givenBack = new ArrayList<>();

        @Override
        public void keepHidden(Collection<Attempt> attempts) {
            kept.add(List.copyOf(attempts));
        }

        @Override
        public void giveBack(Attempt attempt) {
            givenBack.add(attempt);
        }
    }

    /** A handler at work; it ends when it is told to, or when it is interrupted and heeds that. */
    private final class Handler {
        private final Attempt attempt = new Attempt();
        private final CountDownLatch end = new CountDownLatch(1);
        private final boolean heedsInterrupts;
        private volatile boolean counts;
        private volatile boolean isInterruptedThereafter;

        Handler(boolean heedsInterrupts) {
            this.heedsInterrupts = heedsInterrupts;
            heartbeats.add(attempt);
            Thread.startVirtualThread(this::handle);
            OneByOne.awaitStillness();
        }

        private void handle() {
            attempt.begin(time.nanos());
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    if (heedsInterrupts) {
                        break;
                    }
                }
            }
            counts = attempt.end();
            isInterruptedThereafter = Thread.currentThread().isInterrupted();
            heartbeats.remove(attempt);
        }

        void end() {
            end.countDown();
            OneByOne.awaitStillness();
        }
    }

    @Test
    void allThatAreInHandAreKeptHiddenWithEachBeat() {
        Attempt waiting = new Attempt();
        heartbeats.add(waiting);
        Attempt handled = new Handler(true).attempt;

        time.pass(PERIOD.multipliedBy(3));

        assertThat(keeper.kept).hasSize(3).allSatisfy(kept -> assertThat(kept)
                .containsExactlyInAnyOrder(waiting, handled));
    }

    @Test
    void aHandlerIsInterruptedOnceItTakesTooLongAndNotBefore() {
        Handler handler = new Handler(true);
        time.pass(HANDLER_TIMEOUT);
        assertThat(handler.attempt.interruption()).isEmpty();

        time.pass(PERIOD);

        assertThat(handler.attempt.interruption()).contains("handlerTimeout is PT1M");
        assertThat(handler.attempt.hasReturned()).isTrue();
    }

    @Test
    void whatAnInterruptedHandlerComesToCounts() {
        Handler handler = new Handler(true);

        time.pass(HANDLER_TIMEOUT.multipliedBy(2));

        assertThat(handler.counts).isTrue();
        assertThat(keeper.givenBack).isEmpty();
    }

    @Test
    void aHandlerThatHeedsNoInterruptIsLeftBehindAfterASecond() {
        Handler handler = new Handler(false);
        time.pass(HANDLER_TIMEOUT.plus(PERIOD).plusMillis(999));
        assertThat(keeper.givenBack).isEmpty();

        time.pass(Duration.ofMillis(1));

        assertThat(keeper.givenBack).containsExactly(handler.attempt);
        assertThat(heartbeats.inHand()).isEmpty();
    }

    @Test
    void whatAHandlerThatWasLeftBehindComesToDoesNotCount() {
        Handler handler = new Handler(false);
        time.pass(HANDLER_TIMEOUT.multipliedBy(2));

        handler.end();

        assertThat(handler.attempt.hasReturned()).isTrue();
        assertThat(handler.counts).isFalse();
    }

    @Test
    void anInterruptThatComesTooLateIsTakenBack() {
        Handler handler = new Handler(true);

        OneByOne.run(() -> {
            handler.end.countDown();
            handler.attempt.interrupt("too late");
        });
        OneByOne.awaitStillness();

        assertThat(handler.attempt.hasReturned()).isTrue();
        assertThat(handler.isInterruptedThereafter).isFalse();
    }

    @Test
    void oneThatHasEndedIsNotInterrupted() {
        Handler handler = new Handler(true);
        handler.end();

        assertThat(handler.attempt.interrupt("too late")).isFalse();
    }

    @Test
    void aMessageThatWasGivenBackIsNotHandled() {
        Attempt attempt = new Attempt();
        assertThat(attempt.leave("given back")).isTrue();

        assertThat(attempt.begin(time.nanos())).isFalse();
    }

    @Test
    void itEndsOnce() {
        Attempt attempt = new Attempt();
        attempt.begin(time.nanos());
        assertThat(attempt.end()).isTrue();

        assertThat(attempt.leave("too late")).isFalse();
        assertThat(attempt.end()).isFalse();
    }

    @Test
    void whatIsRenewedIsRenewedWithEachBeatUntilItIsClosed() {
        Handler handler = new Handler(true);
        Heartbeat.Renewal renewal = handler.attempt.alsoRenew(renewals::incrementAndGet);
        time.pass(PERIOD.multipliedBy(3));
        assertThat(renewals).hasValue(3);

        renewal.close();
        time.pass(PERIOD.multipliedBy(3));

        assertThat(renewals).hasValue(3);
    }

    @Test
    void whatIsRenewedIsRenewedNoMoreOnceItsHandlerHasReturned() {
        Handler handler = new Handler(true);
        handler.attempt.alsoRenew(renewals::incrementAndGet);

        handler.end();
        handler.attempt.alsoRenew(renewals::incrementAndGet);
        time.pass(PERIOD.multipliedBy(3));

        assertThat(renewals).hasValue(0);
    }

    @Test
    void aHandlerThatWasLeftBehindHasItsLeaseRenewedUntilItReturns() {
        Handler handler = new Handler(false);
        time.pass(HANDLER_TIMEOUT.multipliedBy(2));
        handler.attempt.alsoRenew(renewals::incrementAndGet);
        time.pass(PERIOD.multipliedBy(3));
        assertThat(renewals).hasValue(3);

        handler.end();
        time.pass(PERIOD.multipliedBy(3));

        assertThat(renewals).hasValue(3);
    }

    @Test
    void aRenewalThatFailsKeepsNothingElseFromBeingRenewed() {
        Handler handler = new Handler(true);
        handler.attempt.alsoRenew(() -> {
            throw new IllegalStateException("no lease");
        });

        time.pass(PERIOD.multipliedBy(3));

        assertThat(keeper.kept).hasSize(3);
    }

    @Test
    void onceItIsClosedItBeatsNoMore() {
        heartbeats.close();

        time.pass(PERIOD.multipliedBy(3));

        // The one that was on its way.
        assertThat(keeper.kept).hasSize(1);
    }
}
