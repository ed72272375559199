package dev.invitations.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An SNS that throttles who is called throttled, refuses who is called refused, and takes all others. */
public class TroubledSns implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", TroubledSns::answer);
        server.start();
        return Map.of(
                "quarkus.sns.endpoint-override",
                "http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Map<String, String> call = Stream.of(
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        switch (call.get("Action")) {
            case "PublishBatch" -> answer(exchange, 200, "PublishBatch", batch(call));
            case "Publish" -> answerOne(exchange, call.get("Message"));
            default -> answer(exchange, 200, call.get("Action"), "");
        }
    }

    private static void answerOne(HttpExchange exchange, String message) throws IOException {
        if (message.contains("throttled")) {
            error(exchange, "Throttling");
        } else if (message.contains("refused")) {
            error(exchange, "InvalidParameter");
        } else {
            answer(exchange, 200, "Publish", "<MessageId>m</MessageId>");
        }
    }

    private static String batch(Map<String, String> call) {
        StringBuilder failed = new StringBuilder();
        StringBuilder successful = new StringBuilder();
        for (int i = 1; call.containsKey("PublishBatchRequestEntries.member." + i + ".Id"); i++) {
            String entry = "PublishBatchRequestEntries.member." + i + ".";
            String id = "<Id>" + call.get(entry + "Id") + "</Id>";
            String message = call.get(entry + "Message");
            boolean refused = message.contains("refused");
            if (refused || message.contains("throttled")) {
                failed.append("<member>%s<Code>%s</Code><SenderFault>%s</SenderFault></member>"
                        .formatted(id, refused ? "InvalidParameter" : "Throttled", refused));
            } else {
                successful.append("<member>%s<MessageId>m</MessageId></member>".formatted(id));
            }
        }
        return "<Failed>" + failed + "</Failed><Successful>" + successful + "</Successful>";
    }

    private static void error(HttpExchange exchange, String code) throws IOException {
        send(
                exchange,
                400,
                "<ErrorResponse><Error><Code>" + code
                        + "</Code><Message>because</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    private static void answer(HttpExchange exchange, int status, String action, String result) throws IOException {
        send(exchange, status, "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result));
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        try (exchange) {
            byte[] body = xml.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
