package dev.invitations.bench.workers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.invitations.bench.contender.Contender;
import dev.invitations.bench.contender.Standing;
import dev.invitations.bench.contender.Work;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contender in a JVM of its own. */
final class ContenderProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The same for all. */
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow");

    /** For those that take them from where the SDK looks by itself. */
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    private final Process process;
    private final Socket connection;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private ContenderProcess(Process process, Socket connection) throws IOException {
        this.process = process;
        this.connection = connection;
        this.answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        this.commands = new PrintWriter(connection.getOutputStream(), true, US_ASCII);
    }

    static ContenderProcess start(Entrant entrant, Path root, int port) throws IOException {
        try (ServerSocket driver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM);
            command.add("-D" + Contender.DRIVER + "=" + driver.getLocalPort());
            command.add("-D" + Contender.ENDPOINT + "=http://localhost:" + port);
            command.add("-D" + Contender.QUEUE + "=" + entrant.queue());
            command.addAll(entrant.options());
            command.addAll(List.of("-jar", root.resolve(entrant.jar()).toString()));
            File log = root.resolve("target/bench-" + entrant.name() + ".log").toFile();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
            builder.environment().putAll(CREDENTIALS);
            Process process = builder.start();
            driver.setSoTimeout((int) PATIENCE.toMillis());
            try {
                return new ContenderProcess(process, driver.accept());
            } catch (IOException e) {
                process.destroyForcibly();
                throw new IOException(entrant.name() + " does not start; the reason is in " + log, e);
            }
        }
    }

    /** From now on it does this with each message, and counts from the beginning. */
    Standing begin(Work work) throws IOException {
        return ask(work.name());
    }

    Standing standing() throws IOException {
        return ask("");
    }

    private Standing ask(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("a contender ended");
        }
        return Standing.parse(answer);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
        try {
            connection.close();
        } catch (IOException e) {
            // it has ended
        }
    }
}
