package dev.invitations.station.aws.sns.endpoint;

import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * How SNS puts messages to HTTP(S) endpoints, trying again as long as their delivery policy says. An endpoint of HTTPS
 * has to have a certificate that the JVM trusts.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Retries</a>
 */
public final class EndpointDelivery {
    private static final long MAX_WAITING_BYTES = 128L * 1024 * 1024;
    private static final int MAX_CONNECTIONS_PER_HOST = 200;

    private final HttpClient client;
    private final StationClock clock;
    private final Map<String, EndpointOutbox> outboxes = new HashMap<>();
    private int waiting;
    private long waitingBytes;

    public EndpointDelivery(Vertx vertx, StationClock clock) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MAX_CONNECTIONS_PER_HOST));
        this.clock = clock;
    }

    /**
     * Delivers a message.
     *
     * @return fails with {@link Undeliverable} where the endpoint doesn't take it
     */
    public Future<Void> deliver(EndpointMessage message, DeliveryPolicy policy) {
        waiting++;
        waitingBytes += message.weight();
        Promise<Void> delivered = Promise.promise();
        String subscription = message.subscriptionArn();
        EndpointOutbox outbox = outboxes.computeIfAbsent(subscription, _ -> new EndpointOutbox(client, clock));
        outbox.add(message, policy, delivered);
        return delivered.future().onComplete(_ -> {
            waiting--;
            waitingBytes -= message.weight();
            if (outbox.isIdle()) {
                outboxes.remove(subscription, outbox);
            }
        });
    }

    /** Nothing that waits is sent any more, and nobody hears of it. */
    public void reset() {
        outboxes.values().forEach(EndpointOutbox::close);
        outboxes.clear();
        waiting = 0;
        waitingBytes = 0;
    }

    /** How many messages are on their way. */
    public int waiting() {
        return waiting;
    }

    /** Whether so much is on its way that nothing more should be accepted. */
    public boolean isFull() {
        return waitingBytes > MAX_WAITING_BYTES;
    }
}
