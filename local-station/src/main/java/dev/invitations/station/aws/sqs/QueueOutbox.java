package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sqs.engine.EngineClient;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for one queue. It goes in batches of what has gathered while earlier batches were under way, so that a
 * single message leaves at once and many leave together.
 */
final class QueueOutbox {
    private static final int MAX_BATCH = 10;
    /** Below the limit of SQS for a batch, 1 MiB, also after escaping. */
    private static final int MAX_BATCH_WEIGHT = 400_000;

    private static final int MAX_BATCHES_UNDER_WAY = 4;
    /** What a FIFO queue gets must not overtake. */
    private static final int MAX_BATCHES_IN_ORDER = 1;

    /** @param retries how many there have been */
    record Waiting(QueueMessage message, Promise<Void> delivered, int retries) {
        Waiting again() {
            return new Waiting(message, delivered, retries + 1);
        }
    }

    private final EngineClient engine;
    private final String queue;
    private final StationClock clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final boolean fifo;
    private int batchesUnderWay;
    private boolean dropped;

    QueueOutbox(EngineClient engine, String queueArn, StationClock clock) {
        this.engine = engine;
        this.queue = queueArn.substring(queueArn.lastIndexOf(':') + 1);
        this.clock = clock;
        this.fifo = queue.endsWith(".fifo");
    }

    void add(QueueMessage message, Promise<Void> delivered) {
        waiting.add(new Waiting(message, delivered, 0));
        sendWhatWaits();
    }

    /** Forgets what waits, and what comes back; nobody hears of it. */
    void drop() {
        dropped = true;
        waiting.clear();
    }

    private void sendWhatWaits() {
        while (!waiting.isEmpty() && batchesUnderWay < (fifo ? MAX_BATCHES_IN_ORDER : MAX_BATCHES_UNDER_WAY)) {
            List<Waiting> batch = nextBatch();
            batchesUnderWay++;
            send(batch);
        }
    }

    private void send(List<Waiting> batch) {
        clock.underWay(engine.call("SendMessageBatch", request(batch), "localhost"))
                .map(QueueOutbox::outcome)
                .onSuccess(outcome -> {
                    if (dropped) {
                        return;
                    }
                    settle(batch, outcome);
                    ended();
                })
                .onFailure(e -> {
                    if (dropped) {
                        return;
                    }
                    if (fifo) {
                        sendAgainOrFail(batch, e);
                    } else {
                        retryOrFail(batch, e);
                        ended();
                    }
                });
    }

    private void ended() {
        batchesUnderWay--;
        sendWhatWaits();
    }

    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        int weight = 0;
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
            weight += waiting.peek().message().weight();
            if (weight > MAX_BATCH_WEIGHT && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    private ObjectNode request(List<Waiting> batch) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("QueueUrl", "/000000000000/" + queue);
        ArrayNode entries = json.putArray("Entries");
        for (int i = 0; i < batch.size(); i++) {
            ObjectNode entry = entries.addObject().put("Id", String.valueOf(i));
            batch.get(i).message().writeTo(entry);
        }
        return json;
    }

    /** What SQS says of a batch. @throws Undeliverable where it refuses the whole, and trying again is no use */
    private static JsonNode outcome(EngineClient.Answer answer) {
        if (answer.status() >= 500) {
            throw new IllegalStateException("SQS answered " + answer.status());
        }
        if (answer.status() != 200) {
            throw new Undeliverable(SqsError.of(answer).message());
        }
        return answer.json();
    }

    private static void settle(List<Waiting> batch, JsonNode outcome) {
        Set<Integer> refused = new HashSet<>();
        outcome.path("Failed").forEach(failed -> {
            int index = failed.path("Id").asInt();
            refused.add(index);
            batch.get(index)
                    .delivered()
                    .fail(new Undeliverable(failed.path("Message").asText()));
        });
        for (int i = 0; i < batch.size(); i++) {
            if (!refused.contains(i)) {
                batch.get(i).delivered().complete();
            }
        }
    }

    /** Each by itself, among what came meanwhile. */
    private void retryOrFail(List<Waiting> batch, Throwable cause) {
        for (Waiting one : batch) {
            pause(one, cause)
                    .ifPresentOrElse(
                            pause -> later(pause, () -> {
                                waiting.add(one.again());
                                sendWhatWaits();
                            }),
                            () -> one.delivered().fail(new Undeliverable(cause.getMessage())));
        }
    }

    /** The whole batch, before anything that came after it. */
    private void sendAgainOrFail(List<Waiting> batch, Throwable cause) {
        pause(batch.getFirst(), cause)
                .ifPresentOrElse(
                        pause -> later(
                                pause,
                                () -> send(batch.stream().map(Waiting::again).toList())),
                        () -> {
                            batch.forEach(one -> one.delivered().fail(new Undeliverable(cause.getMessage())));
                            ended();
                        });
    }

    private void later(Duration pause, Runnable task) {
        clock.schedule(pause, () -> {
            if (!dropped) {
                task.run();
            }
        });
    }

    private static Optional<Duration> pause(Waiting failed, Throwable cause) {
        return cause instanceof Undeliverable ? Optional.empty() : RetrySchedule.pause(failed.retries() + 1);
    }
}
