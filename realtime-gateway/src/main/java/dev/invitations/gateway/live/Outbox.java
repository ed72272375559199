package dev.invitations.gateway.live;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * What one client is still to get, in order. Putting a frame in never waits for the client: frames wait here, where all
 * clients share the same strings, and only a few at a time are handed to the connection, which copies them. A client
 * with too many frames waiting is closed; it comes back with {@code since} and has missed nothing.
 */
final class Outbox {
    /** The client was too slow; it may connect again at once. */
    static final int TOO_SLOW = 4008;

    private static final int MOST_IN_FLIGHT = 64;
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final WebSocketConnection connection;
    private final int backlog;
    private final Runnable onTooSlow;
    private final Queue<String> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean handingOver;
    private boolean closed;

    Outbox(WebSocketConnection connection, int backlog, Runnable onTooSlow) {
        this.connection = connection;
        this.backlog = backlog;
        this.onTooSlow = onTooSlow;
    }

    synchronized void send(String frame) {
        if (closed) {
            return;
        }
        if (waiting.size() == backlog) {
            tooSlow();
            return;
        }
        waiting.add(frame);
        handOver();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void handOver() {
        // A write can end before sendText returns and so call us again: the loop that runs goes on with the next frame.
        if (handingOver) {
            return;
        }
        handingOver = true;
        try {
            while (inFlight < MOST_IN_FLIGHT && !waiting.isEmpty()) {
                inFlight++;
                connection.sendText(waiting.remove()).subscribe().with(sent -> written(), this::failed);
            }
        } finally {
            handingOver = false;
        }
    }

    private synchronized void written() {
        inFlight--;
        handOver();
    }

    private void failed(Throwable cause) {
        LOG.debugf("client %s is gone: %s", connection.id(), cause.getMessage());
        close();
    }

    private void tooSlow() {
        close();
        onTooSlow.run();
        connection
                .close(new CloseReason(
                        TOO_SLOW, backlog + " updates were waiting for this client; connect again with since"))
                .subscribe()
                .with(done -> {}, this::failed);
    }
}
