package dev.invitations.station.aws.sns.signature;

import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Signs messages. An RSA signature takes about a millisecond, so it is made beside the event loop, on all processors but
 * one; signatures are handed out in the order in which they were asked for, so that nothing overtakes on its way.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Signatures of SNS</a>
 */
public final class Signatures {
    private static final String FILE = "/SimpleNotificationService-";
    private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

    private record Waiting(Future<String> made, Promise<String> handedOut) {}

    private final Supplier<String> endpoint;
    private final StationClock clock;
    private final WorkerExecutor workers;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private long waitingBytes;
    private SigningKey key;

    /** @param endpoint where the certificate is reached, such as {@code http://localhost:4566} */
    public Signatures(Vertx vertx, Supplier<String> endpoint, StationClock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        int processors = Runtime.getRuntime().availableProcessors();
        this.workers = vertx.createSharedWorkerExecutor("sns-signatures", Math.max(1, processors - 1));
    }

    /** Makes the key. */
    public Future<Void> start() {
        return workers.executeBlocking(SigningKey::generate)
                .onSuccess(made -> key = made)
                .mapEmpty();
    }

    public Future<Void> stop() {
        return workers.close();
    }

    /**
     * Signs a message.
     *
     * @param version 1 or 2, as a topic's {@code SignatureVersion}
     * @param fields what is signed of it, by name
     */
    public Future<Signature> sign(String version, SortedMap<String, String> fields) {
        var text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append('\n').append(value).append('\n'));
        String signed = text.toString();
        waitingBytes += signed.length();
        SigningKey current = key;
        Future<String> made = clock.underWay(workers.executeBlocking(() -> current.sign(version, signed), false));
        Promise<String> handedOut = Promise.promise();
        line.add(new Waiting(made, handedOut));
        made.onComplete(_ -> {
            waitingBytes -= signed.length();
            handOut();
        });
        return handedOut.future().map(value -> new Signature(version, value, endpoint.get() + path()));
    }

    private void handOut() {
        while (!line.isEmpty() && line.peek().made().isComplete()) {
            Waiting next = line.remove();
            if (next.made().succeeded()) {
                next.handedOut().complete(next.made().result());
            } else {
                next.handedOut().fail(next.made().cause());
            }
        }
    }

    /** What waits to be signed is not wanted any more, and nobody hears of it. */
    public void reset() {
        line.clear();
    }

    private String path() {
        return FILE + key.id() + ".pem";
    }

    /** The certificate, in PEM, where that is its path. */
    public Optional<String> certificate(String path) {
        return path.startsWith(FILE) && path.equals(path()) ? Optional.of(key.certificate()) : Optional.empty();
    }

    /** Whether so much waits to be signed that nothing more should be accepted. */
    public boolean isFull() {
        return waitingBytes > MAX_WAITING_BYTES;
    }
}
