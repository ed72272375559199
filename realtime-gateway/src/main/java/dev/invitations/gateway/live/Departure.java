package dev.invitations.gateway.live;

import io.quarkus.runtime.ShutdownDelayInitiated;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the clients of a pod that stops to go to another one. */
@Singleton
class Departure {
    /** Service Restart, in the <a href="https://www.iana.org/assignments/websocket">registry of close codes</a>. */
    private static final CloseReason RESTART = new CloseReason(1012, "this pod stops; connect again with since");

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(Departure.class);

    private final OpenConnections connections;
    private volatile boolean departing;

    Departure(OpenConnections connections) {
        this.connections = connections;
    }

    /** Whether this pod takes no more clients. */
    boolean departing() {
        return departing;
    }

    /** For a client whose handshake was admitted just before the others were told to go. */
    Uni<Void> sendAwayIfDeparting(WebSocketConnection client) {
        return departing ? client.close(RESTART) : Uni.createFrom().voidItem();
    }

    /** The HTTP server still stands then; when {@code ShutdownEvent} comes, it is gone. */
    @ShutdownDelayInitiated
    void closeAll() {
        departing = true;
        List<Uni<Void>> closing = connections.stream()
                .map(connection -> connection.close(RESTART))
                .toList();
        if (closing.isEmpty()) {
            return;
        }
        try {
            Uni.join().all(closing).andCollectFailures().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf(e, "not every client took the close frame");
        }
    }
}
