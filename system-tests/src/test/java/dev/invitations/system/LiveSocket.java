package dev.invitations.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket client that keeps every frame it gets. */
final class LiveSocket implements AutoCloseable, WebSocket.Listener {
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static LiveSocket open(URI http, String token) {
        LiveSocket live = new LiveSocket();
        live.socket = Http.CLIENT
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(http.toString().replaceFirst("http", "ws")), live)
                .join();
        return live;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Http.json(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    List<JsonNode> frames() {
        return frames;
    }

    /** The states that invitations came to, as {@code email state}, in the order heard. */
    List<String> states() {
        return updates("invitation").stream()
                .map(update -> update.get("email").textValue() + " "
                        + update.get("state").textValue())
                .toList();
    }

    List<JsonNode> updates(String type) {
        return frames.stream()
                .map(frame -> frame.get("update"))
                .filter(update -> update.get("type").textValue().equals(type))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
