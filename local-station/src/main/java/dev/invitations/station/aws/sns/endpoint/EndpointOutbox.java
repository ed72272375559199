package dev.invitations.station.aws.sns.endpoint;

import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What waits for the endpoint of one subscription. */
final class EndpointOutbox {
    private static final int MAX_UNDER_WAY = 50;

    /** @param attempts how many there have been */
    private record Waiting(EndpointMessage message, DeliveryPolicy policy, Promise<Void> delivered, int attempts) {
        Waiting afterAttempt() {
            return new Waiting(message, policy, delivered, attempts + 1);
        }
    }

    private final HttpClient client;
    private final StationClock clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<StationClock.Timer> timers = new HashSet<>();
    private final Pace pace = new Pace();
    private boolean paused;
    private boolean closed;
    private int underWay;

    EndpointOutbox(HttpClient client, StationClock clock) {
        this.client = client;
        this.clock = clock;
    }

    void add(EndpointMessage message, DeliveryPolicy policy, Promise<Void> delivered) {
        waiting.add(new Waiting(message, policy, delivered, 0));
        sendWhatWaits();
    }

    /** Nothing more is sent or tried again, and nobody hears of what waited. */
    void close() {
        closed = true;
        waiting.clear();
        timers.forEach(StationClock.Timer::cancel);
        timers.clear();
    }

    private void sendWhatWaits() {
        while (!waiting.isEmpty() && underWay < MAX_UNDER_WAY && !paused) {
            Duration pause = pace.pause(clock.millis());
            if (!pause.isZero()) {
                paused = true;
                after(pause, () -> {
                    paused = false;
                    sendWhatWaits();
                });
                return;
            }
            send(waiting.remove());
        }
    }

    private void send(Waiting next) {
        next.policy().maxReceivesPerSecond().ifPresent(most -> pace.take(clock.millis(), most));
        underWay++;
        clock.underWay(Attempt.of(next.message(), client, clock)).onComplete(status -> {
            underWay--;
            if (!closed) {
                settle(
                        next.afterAttempt(),
                        status.succeeded() ? Outcome.of(status.result()) : Outcome.of(status.cause()));
                sendWhatWaits();
            }
        });
    }

    private void settle(Waiting attempted, Outcome outcome) {
        List<Duration> delays = attempted.policy().delays();
        switch (outcome) {
            case Outcome.Taken _ -> attempted.delivered().complete();
            case Outcome.Failed failed
            when failed.isWorthRetrying() && attempted.attempts() <= delays.size() ->
                after(delays.get(attempted.attempts() - 1), () -> {
                    waiting.add(attempted);
                    sendWhatWaits();
                });
            case Outcome.Failed failed -> attempted.delivered().fail(failed.after(attempted.attempts()));
        }
    }

    private void after(Duration pause, Runnable task) {
        var timer = new StationClock.Timer[1];
        timer[0] = clock.schedule(pause, () -> {
            timers.remove(timer[0]);
            task.run();
        });
        timers.add(timer[0]);
    }

    /** Whether it is of no use any more. */
    boolean isIdle() {
        return waiting.isEmpty()
                && timers.isEmpty()
                && underWay == 0
                && pace.pause(clock.millis()).isZero();
    }
}
