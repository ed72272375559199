package dev.invitations.topology.dlq;

import dev.invitations.topology.aws.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends what lies in an HTTP subscription's dead-letter queue to its endpoint once more, and to nobody else: published to
 * the topic it would reach every other subscription a second time, and SQS moves messages only to queues.
 */
final class Republish {
    /** As many as are held at once; each may take until its timeout. */
    private static final int AT_ONCE = 10;

    private static final Duration HIDDEN = Endpoint.TIMEOUT.multipliedBy(AT_ONCE + 2);
    private static final int MOST_FAILURES_IN_A_ROW = 10;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    private final DeadLetterQueue queue;
    private final Endpoint endpoint;
    private final Duration pause;
    private final Consumer<String> progress;
    private long nextReport = System.nanoTime() + BETWEEN_REPORTS.toNanos();
    private int failuresInARow;
    private int sent;
    private int failed;

    /**
     * @param perSecond at most so many
     * @param progress hears in a few words how far it is, and of each message that the endpoint did not take
     */
    Republish(DeadLetterQueue queue, Endpoint endpoint, int perSecond, Consumer<String> progress) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.pause = Duration.ofSeconds(1).dividedBy(perSecond);
        this.progress = progress;
    }

    /** Sends all there is, one after the other. A message is deleted once the endpoint has taken it; others stay. */
    void run() {
        try (Holding holding = queue.hold(HIDDEN)) {
            List<DeadLetter> letters = holding.more(AT_ONCE);
            while (!letters.isEmpty() && !givesUp()) {
                for (DeadLetter letter : letters) {
                    if (!givesUp()) {
                        send(letter, holding);
                    }
                }
                letters = holding.more(AT_ONCE);
            }
        }
    }

    private void send(DeadLetter letter, Holding holding) {
        long start = System.nanoTime();
        Optional<String> refusal = endpoint.post(letter);
        if (refusal.isEmpty()) {
            holding.delete(letter);
            sent++;
            failuresInARow = 0;
        } else {
            failed++;
            failuresInARow++;
            progress.accept(letter.id() + " stays: " + refusal.get());
        }
        if (System.nanoTime() - nextReport > 0) {
            progress.accept("sent " + sent);
            nextReport = System.nanoTime() + BETWEEN_REPORTS.toNanos();
        }
        Pause.of(pause.minusNanos(System.nanoTime() - start));
    }

    /** An endpoint that is down takes none, however many are tried. */
    boolean givesUp() {
        return failuresInARow >= MOST_FAILURES_IN_A_ROW;
    }

    /** How many the endpoint has not taken since the last that it took. */
    int failuresInARow() {
        return failuresInARow;
    }

    int sent() {
        return sent;
    }

    int failed() {
        return failed;
    }
}
