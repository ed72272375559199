package dev.invitations.station.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wire between a client and AWS: writes down what passes, and can be cut. */
public final class Wire implements AutoCloseable {
    /**
     * A request and its answer.
     *
     * @param action in AWS's words, whatever the protocol
     * @param target of AWS JSON; null where the request is Query
     */
    public record Exchange(
            String action, String target, byte[] request, int status, HttpHeaders headers, byte[] body) {}

    private static final Set<String> NOT_TO_FORWARD =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade");
    private static final String TARGET = "X-Amz-Target";
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    private final URI aws;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile int lastChange = Integer.MAX_VALUE;
    private volatile Runnable whenCut = () -> {};
    private volatile boolean cut;

    public Wire(URI aws) {
        this.aws = aws;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** All actions so far. */
    List<String> actions() {
        return List.copyOf(actions);
    }

    /** All that was answered so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Those of them that change something. */
    List<String> changes() {
        return actions.stream().filter(Wire::isChange).toList();
    }

    private static boolean isChange(String action) {
        return !action.matches("(Get|List).*");
    }

    /**
     * Cuts the wire after so many changes: the last one still reaches AWS, but its answer is lost, and so is all that comes
     * later.
     *
     * @param whenCut is run before the client sees that the wire is cut
     */
    void cutAfter(int changes, Runnable whenCut) {
        this.whenCut = whenCut;
        this.lastChange = changes;
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String action = action(exchange, body);
        try (exchange) {
            if (cut) {
                return;
            }
            actions.add(action);
            HttpResponse<byte[]> answer = forward(exchange, body);
            exchanges.add(new Exchange(
                    action,
                    exchange.getRequestHeaders().getFirst(TARGET),
                    body,
                    answer.statusCode(),
                    answer.headers(),
                    answer.body()));
            if (isChange(action) && changes().size() >= lastChange) {
                cut = true;
                whenCut.run();
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length") && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        aws.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_TO_FORWARD.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** SQS names its action in a header, SNS in the form that is sent. */
    private static String action(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
        return action.find() ? action.group(1) : exchange.getRequestURI().toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }
}
