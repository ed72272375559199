package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How SNS puts messages into queues: as the service that it is, not as a client of the account. */
public final class QueueDelivery {
    private static final long MAX_WAITING_BYTES = 256L * 1024 * 1024;

    private final Queues queues;
    private final EngineClient engine;
    private final StationClock clock;
    private final Map<String, QueueOutbox> outboxes = new HashMap<>();
    private int waiting;
    private long waitingBytes;

    QueueDelivery(Queues queues, EngineClient engine, StationClock clock) {
        this.queues = queues;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Delivers a message, trying again as long as SNS does.
     *
     * @return fails with {@link Undeliverable} where the queue doesn't take it
     */
    public Future<Void> deliver(String topicArn, String queueArn, QueueMessage message) {
        Optional<String> refusal = queues.refusal(topicArn, queueArn);
        if (refusal.isPresent()) {
            return Future.failedFuture(new Undeliverable(refusal.get()));
        }
        waiting++;
        waitingBytes += message.weight();
        Promise<Void> delivered = Promise.promise();
        String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
        outboxes.computeIfAbsent(name, _ -> new QueueOutbox(engine, name, clock))
                .add(message, delivered);
        return delivered.future().onComplete(_ -> {
            waiting--;
            waitingBytes -= message.weight();
        });
    }

    /** The pause before a retry, from 1, of a queue that can't be reached; empty where SNS gives up. */
    public static Optional<Duration> pause(int retry) {
        return RetrySchedule.pause(retry);
    }

    /** How many messages are on their way. */
    public int waiting() {
        return waiting;
    }

    /** Whether so much is on its way that nothing more should be accepted. */
    public boolean isFull() {
        return waitingBytes > MAX_WAITING_BYTES;
    }

    /** Forgets what is to be tried again; the clock is to forget when. */
    void reset() {
        outboxes.clear();
        waiting = 0;
        waitingBytes = 0;
    }
}
