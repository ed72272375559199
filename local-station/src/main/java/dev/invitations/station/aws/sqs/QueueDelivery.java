package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.sqs.engine.EngineClient;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How SNS puts messages into queues: as the service that it is, not as a client of the account. */
public final class QueueDelivery {
    private static final long MAX_WAITING_BYTES = 256L * 1024 * 1024;

    /** What is on its way; a reset begins another one, which what is then still under way doesn't touch. */
    private static final class Backlog {
        private int messages;
        private long bytes;
    }

    private final Queues queues;
    private final Function<String, EngineClient> engines;
    private final StationClock clock;
    private final Map<String, QueueOutbox> outboxes = new HashMap<>();
    private Backlog backlog = new Backlog();

    /** @param engines by the ARN of a queue that there is */
    QueueDelivery(Queues queues, Function<String, EngineClient> engines, StationClock clock) {
        this.queues = queues;
        this.engines = engines;
        this.clock = clock;
    }

    /**
     * Delivers a message, trying again as long as SNS does.
     *
     * @return fails with {@link Undeliverable} where the queue doesn't take it; never completes after a reset
     */
    public Future<Void> deliver(String topicArn, String queueArn, QueueMessage message) {
        Optional<String> refusal = queues.refusal(topicArn, queueArn);
        if (refusal.isPresent()) {
            return Future.failedFuture(new Undeliverable(refusal.get()));
        }
        Backlog current = backlog;
        current.messages++;
        current.bytes += message.weight();
        Promise<Void> delivered = Promise.promise();
        outboxes.computeIfAbsent(queueArn, arn -> new QueueOutbox(engines.apply(arn), arn, clock))
                .add(message, delivered);
        return delivered.future().onComplete(_ -> {
            current.messages--;
            current.bytes -= message.weight();
        });
    }

    /** The pause before a retry, from 1, of a queue that can't be reached; empty where SNS gives up. */
    public static Optional<Duration> pause(int retry) {
        return RetrySchedule.pause(retry);
    }

    /** How many messages are on their way. */
    public int waiting() {
        return backlog.messages;
    }

    /** Whether so much is on its way that nothing more should be accepted. */
    public boolean isFull() {
        return backlog.bytes > MAX_WAITING_BYTES;
    }

    /** Drops what is on its way. */
    void reset() {
        outboxes.values().forEach(QueueOutbox::drop);
        outboxes.clear();
        backlog = new Backlog();
    }
}
