package dev.invitations.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket client that keeps what it hears. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Close> closed = new CompletableFuture<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reading;
    private final WebSocket socket;

    record Close(int code, String reason) {}

    private LiveClient(WebSocket.Builder builder, URI url, boolean reading) {
        this.reading = reading;
        this.socket = builder.buildAsync(url, this).join();
    }

    static LiveClient connect(URI url, String token) {
        return new LiveClient(authorized(token), url, true);
    }

    /** As a browser does it, which can set no header. */
    static LiveClient connectLikeABrowser(URI url, String token) {
        String carrier = URLEncoder.encode("quarkus-http-upgrade#Authorization#Bearer " + token, UTF_8)
                .replace("+", "%20");
        return new LiveClient(
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("bearer-token-carrier", carrier),
                url,
                true);
    }

    /** Opens the channel and never reads from it. */
    static LiveClient connectWithoutReading(URI url, String token) {
        return new LiveClient(authorized(token), url, false);
    }

    private static WebSocket.Builder authorized(String token) {
        return HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Bearer " + token);
    }

    WebSocket socket() {
        return socket;
    }

    List<String> frames() {
        return frames;
    }

    List<JsonNode> updates() {
        return frames.stream().map(frame -> parse(frame).path("update")).toList();
    }

    List<String> ids() {
        return frames.stream().map(frame -> parse(frame).path("id").textValue()).toList();
    }

    /** Begins to read, where it did not. */
    void read() {
        socket.request(1);
    }

    int pings() {
        return pings.get();
    }

    int pongs() {
        return pongs.get();
    }

    CompletableFuture<Close> closed() {
        return closed;
    }

    /** How the server closed the channel, within ten seconds. */
    Close awaitClose() {
        return closed.copy().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reading) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        pongs.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Close(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static JsonNode parse(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + frame, e);
        }
    }
}
