package dev.invitations.gateway.live;

import dev.invitations.live.LiveChannel;
import dev.invitations.live.LiveChannel.Listening;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One client's live channel: {@code ws://.../teams/{team}/live?since=<id>}. It only sends, one text frame
 * {@code {"type":"update","id":"<stream id>","update":{...}}} for each entry of the team's stream, in its order.
 */
@WebSocket(path = "/teams/{team}/live")
@Singleton
class LiveEndpoint {
    private static final CloseReason ONLY_SENDS =
            new CloseReason(1003, "this channel only sends; it takes no messages");
    private static final TypedKey<Outbox> OUTBOX = new TypedKey<>("outbox");
    private static final TypedKey<Listening> LISTENING = new TypedKey<>("listening");
    private static final Logger LOG = Logger.getLogger(LiveEndpoint.class);

    private final LiveChannel channel;
    private final Frames frames;
    private final LiveSettings settings;
    private final ConnectionMetrics metrics;
    private final Departure departure;

    LiveEndpoint(
            LiveChannel channel, Frames frames, LiveSettings settings, ConnectionMetrics metrics, Departure departure) {
        this.channel = channel;
        this.frames = frames;
        this.settings = settings;
        this.metrics = metrics;
        this.departure = departure;
    }

    @OnOpen
    @NonBlocking
    Uni<Void> listen(WebSocketConnection client, @PathParam String team) {
        Optional<String> since = Optional.ofNullable(client.userData().get(Admission.SINCE));
        Outbox outbox = new Outbox(client, settings.clientBacklog(), metrics::countTooSlow);
        client.userData().put(OUTBOX, outbox);
        client.userData().put(LISTENING, channel.listen(team, since, entry -> outbox.send(frames.of(entry))));
        return departure.sendAwayIfDeparting(client);
    }

    @OnTextMessage
    Uni<Void> refuse(WebSocketConnection client, String message) {
        return client.close(ONLY_SENDS);
    }

    @OnBinaryMessage
    Uni<Void> refuse(WebSocketConnection client, Buffer message) {
        return client.close(ONLY_SENDS);
    }

    @OnClose
    @NonBlocking
    void leave(WebSocketConnection client) {
        client.userData().get(LISTENING).close();
        client.userData().get(OUTBOX).close();
    }

    /** A client that goes without saying so, or whose frame is larger than the configuration allows. */
    @OnError
    @NonBlocking
    void failed(WebSocketConnection client, Throwable cause) {
        LOG.debugf(cause, "%s failed", client);
    }
}
