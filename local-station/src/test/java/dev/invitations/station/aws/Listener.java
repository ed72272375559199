package dev.invitations.station.aws;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** An HTTP endpoint that remembers what it was sent, and answers what it is told to. */
public final class Listener implements AutoCloseable {
    public static final int OK = 200;

    /** Keeps whom it should answer waiting until it is closed. */
    public static final int SILENCE = 0;

    /** @param at by the clock that the listener was given, in milliseconds */
    public record Request(long at, String path, Headers headers, String body) {
        public String type() {
            return headers.getFirst("x-amz-sns-message-type");
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Request> taken = new ArrayList<>();
    private final LongSupplier clock;
    private final HttpServer server;
    private volatile int usualAnswer = OK;

    public Listener() throws IOException {
        this(System::currentTimeMillis);
    }

    public Listener(LongSupplier clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Integer next = answers.poll();
        int status = next == null ? usualAnswer : next;
        requests.add(new Request(
                clock.getAsLong(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        if (status == SILENCE) {
            awaitEnd();
            return;
        }
        if (status == 401) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"station\"");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    /** What it answers to the next requests; after those it is as before. */
    public void answersNext(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    public void answers(int status) {
        usualAnswer = status;
    }

    public List<Request> requests() {
        return requests;
    }

    public List<Request> requests(String type) {
        return requests.stream().filter(request -> type.equals(request.type())).toList();
    }

    /** The next request of a type that was not asked for yet; waits for it. */
    public Request next(String type) {
        Request next = await("a " + type)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> requests(type).stream()
                                .filter(request -> !taken.contains(request))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        taken.add(next);
        return next;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
