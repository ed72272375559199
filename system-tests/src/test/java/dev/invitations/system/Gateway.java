package dev.invitations.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A further pod of the realtime gateway beside the one of the station. */
final class Gateway implements AutoCloseable {
    private final Process process;
    private final int port;

    private Gateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Gateway start(Station station) throws IOException {
        int port = Ports.free();
        Path jar = Shell.ROOT.resolve("realtime-gateway/target/quarkus-app/quarkus-run.jar");
        Path log = Shell.ROOT.resolve("system-tests/target/second-gateway.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_REDIS_HOSTS", "redis://localhost:" + station.port("redis"),
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                                station.station("/issuer").toString()));
        Gateway gateway = new Gateway(builder.start(), port);
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> Http.get(gateway.uri("/q/health/ready")).statusCode() == 200);
        return gateway;
    }

    URI live(String team) {
        return uri("/teams/" + team + "/live?since=0-0");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
