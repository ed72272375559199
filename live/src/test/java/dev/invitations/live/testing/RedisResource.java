package dev.invitations.live.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/**
 * A real Redis for the tests of a service, on a port of its own. {@code @Inject}ed into a test's field of this type, it
 * can be stopped and started again with the data it had.
 */
public class RedisResource implements QuarkusTestResourceLifecycleManager {
    private int port;
    private Path directory;
    private RedisServer server;

    @Override
    public Map<String, String> start() {
        port = freePort();
        try {
            directory = Files.createTempDirectory("redis-of-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startServer();
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + port);
    }

    /** Starts Redis (again) with the data it had, on the same port. */
    public void startServer() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("appendonly yes")
                    .setting("appendfsync always")
                    .setting("dir " + directory)
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops Redis, as a crash would look to its clients. */
    public void stopServer() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            stopServer();
        }
        if (directory != null) {
            forget(directory);
        }
    }

    private static void forget(Path directory) {
        try (Stream<Path> everything = Files.walk(directory)) {
            for (Path path : everything.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it keeps its data until {@link #stop()}. */
    Path directory() {
        return directory;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RedisResource.class));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
