package dev.invitations.station.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A web server that is subscribed, and keeps what it is sent. It answers notifications as it is told, else with 200. */
final class HttpSubscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What it was sent. */
    record Post(Headers headers, String body, Instant at) {
        String type() {
            return Optional.ofNullable(headers.getFirst("x-amz-sns-message-type"))
                    .orElse("");
        }

        JsonNode json() {
            try {
                return new JsonMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private Queue<Integer> answers = new ArrayDeque<>();
    private int lastAnswer = 200;

    HttpSubscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Post post = new Post(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8), Instant.now());
            posts.add(post);
            int answer = post.type().equals("Notification") ? nextAnswer() : 200;
            if (answer == 0) {
                awaitClose();
            } else {
                exchange.sendResponseHeaders(answer, -1);
            }
            exchange.close();
        });
        server.start();
    }

    private synchronized int nextAnswer() {
        return answers.isEmpty() ? lastAnswer : answers.remove();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param statuses of the answers to notifications to come, the last of them to all later ones; 0 for never */
    synchronized HttpSubscriber answering(Integer... statuses) {
        answers = new ArrayDeque<>(List.of(statuses));
        lastAnswer = statuses[statuses.length - 1];
        return this;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/sns";
    }

    /** All that it was sent of a type. */
    List<Post> all(String type) {
        return posts.stream().filter(post -> post.type().equals(type)).toList();
    }

    /** The first that it was sent of a type, once it was. */
    Post first(String type) {
        return await(type, 1).getFirst();
    }

    /** All that it was sent of a type, once there are so many. */
    List<Post> await(String type, int atLeast) {
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> all(type), all -> all.size() >= atLeast);
        } catch (ConditionTimeoutException e) {
            throw new NothingCame("no " + type + " comes");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
