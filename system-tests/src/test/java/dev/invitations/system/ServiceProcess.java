package dev.invitations.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A built service as a process beside those of the station, on a port of its own. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; what it logs goes to a file in {@code target}.
     *
     * @param environment how it is configured
     */
    static ServiceProcess start(String service, Map<String, String> environment) throws IOException {
        int port = Ports.free();
        Path jar = Shell.ROOT.resolve(service + "/target/quarkus-app/quarkus-run.jar");
        Path log = Shell.ROOT.resolve("system-tests/target/another-" + service + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new ServiceProcess(builder.start(), port);
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    Process process() {
        return process;
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
