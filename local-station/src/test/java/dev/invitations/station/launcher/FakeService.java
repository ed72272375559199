package dev.invitations.station.launcher;

import com.sun.net.httpserver.HttpServer;
import dev.invitations.station.FreePort;
import dev.invitations.station.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A small program with the manners of a service: it is ready once it answers {@code GET /ready}. It says so in its log,
 * and when it is told to end. With a file named in {@code UNLESS} it does not start while that file is there.
 */
final class FakeService {
    private FakeService() {}

    public static void main(String[] args) throws IOException {
        System.out.println("starting with " + System.getenv("GREETING"));
        if (Files.exists(Path.of(System.getenv().getOrDefault("UNLESS", "/none")))) {
            System.out.println("cannot start: the file is there");
            System.exit(3);
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ending")));
        server.start();
    }

    static Service named(String name, Map<String, String> environment) {
        int port = FreePort.any();
        URI url = URI.create("http://localhost:" + port);
        return new Service(
                name,
                name,
                JavaProcess.of(FakeService.class, Integer.toString(port)),
                environment,
                url,
                url.resolve("/ready"));
    }
}
