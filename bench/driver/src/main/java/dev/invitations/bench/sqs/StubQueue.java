package dev.invitations.bench.sqs;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A queue in memory. All of it happens on one event loop. */
final class StubQueue {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    /** Sent and not received; those of a backlog come after them, and are made when they are received. */
    private final Deque<StubMessage> ready = new ArrayDeque<>();

    private final Map<Long, InFlight> inFlight = new HashMap<>();
    private final Deque<Poll> polls = new ArrayDeque<>();
    private final long sweep;
    private int backlog;
    private int calls;
    private long nextNumber = 1;
    private long pace = NO_TIMER;

    StubQueue(Vertx vertx) {
        this.vertx = vertx;
        this.sweep = vertx.setPeriodic(SWEEP.toMillis(), _ -> giveBackWhatIsVisibleAgain());
    }

    private record InFlight(StubMessage message, long visibleAgain) {}

    private record Poll(int most, Consumer<List<StubMessage>> answer) {}

    void countCall() {
        calls++;
    }

    int calls() {
        return calls;
    }

    /** What is to be received or to be deleted. */
    int remaining() {
        return backlog + ready.size() + inFlight.size();
    }

    /** So many messages are there at once. */
    void add(int messages) {
        backlog += messages;
        answerPolls();
    }

    /** So many are sent per second from now on. */
    void send(int perSecond, boolean withSlow) {
        long start = System.nanoTime();
        int[] sent = {0};
        pace = vertx.setPeriodic(1, _ -> {
            long due = (System.nanoTime() - start) * perSecond / 1_000_000_000;
            for (; sent[0] < due; sent[0]++) {
                boolean slow = withSlow && BenchMessage.isSlow(sent[0]);
                long number = nextNumber++;
                ready.add(new StubMessage(number, BenchMessage.sentNow(number, slow), 0));
            }
            answerPolls();
        });
    }

    /** Nothing more is sent, and what was not received is gone. */
    void stop() {
        vertx.cancelTimer(pace);
        pace = NO_TIMER;
        backlog = 0;
        ready.clear();
    }

    void close() {
        stop();
        vertx.cancelTimer(sweep);
        while (!polls.isEmpty()) {
            polls.remove().answer().accept(List.of());
        }
    }

    void receive(int most, Duration wait, Consumer<List<StubMessage>> answer) {
        if (wait.isZero() || backlog > 0 || !ready.isEmpty()) {
            answer.accept(take(most));
            return;
        }
        Poll poll = new Poll(most, answer);
        polls.add(poll);
        vertx.setTimer(wait.toMillis(), _ -> {
            if (polls.remove(poll)) {
                answer.accept(List.of());
            }
        });
    }

    private void answerPolls() {
        while (!polls.isEmpty() && (backlog > 0 || !ready.isEmpty())) {
            Poll poll = polls.remove();
            poll.answer().accept(take(poll.most()));
        }
    }

    private List<StubMessage> take(int most) {
        List<StubMessage> taken = new ArrayList<>(most);
        while (taken.size() < most && (backlog > 0 || !ready.isEmpty())) {
            StubMessage message;
            if (ready.isEmpty()) {
                backlog--;
                long number = nextNumber++;
                message = new StubMessage(number, BenchMessage.sentNow(number, false), 1);
            } else {
                message = ready.remove().receivedAgain();
            }
            taken.add(message);
            inFlight.put(message.number(), new InFlight(message, inFuture(VISIBILITY_TIMEOUT)));
        }
        return taken;
    }

    void delete(long number) {
        inFlight.remove(number);
    }

    void hide(long number, Duration time) {
        inFlight.computeIfPresent(number, (_, known) -> new InFlight(known.message(), inFuture(time)));
        if (time.isZero()) {
            giveBackWhatIsVisibleAgain();
        }
    }

    private void giveBackWhatIsVisibleAgain() {
        long now = System.nanoTime();
        inFlight.values().removeIf(received -> {
            boolean visible = received.visibleAgain() <= now;
            if (visible) {
                ready.add(received.message());
            }
            return visible;
        });
        answerPolls();
    }

    private static long inFuture(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
