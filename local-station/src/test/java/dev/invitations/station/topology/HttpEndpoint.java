package dev.invitations.station.topology;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An endpoint to which SNS may send, and which confirms nothing by itself. */
final class HttpEndpoint implements AutoCloseable {
    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private final HttpServer server;

    HttpEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            tokens.add(new JsonMapper().readTree(body).path("Token").asText());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/sns");
    }

    /** The next token that SNS sends to be confirmed by. */
    String token() throws InterruptedException {
        String token = tokens.poll(20, TimeUnit.SECONDS);
        if (token == null) {
            throw new AssertionError("SNS has sent nothing to " + url());
        }
        return token;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
