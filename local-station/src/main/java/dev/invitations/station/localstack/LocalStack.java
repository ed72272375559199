package dev.invitations.station.localstack;

import dev.invitations.station.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * LocalStack's SNS, SQS and KMS as a child process. It needs no Docker, and ends with this process in whichever way that
 * ends. {@code ./station verify} and {@code ./station bench} install it.
 */
public final class LocalStack implements AutoCloseable {
    private static final String RUNNING = "INVITATIONS_TEST_ENDPOINT";
    private static final Duration START = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Optional<Watchdog> watchdog;
    private final URI endpoint;

    private LocalStack(Optional<Watchdog> watchdog, URI endpoint) {
        this.watchdog = watchdog;
        this.endpoint = endpoint;
    }

    /** Where it is installed, or would be: a virtual environment of Python. */
    public static Path installation() {
        return Path.of(System.getProperty("invitations.localstack", "../target/localstack"))
                .toAbsolutePath();
    }

    /** Whether {@link #start} finds one. */
    public static boolean isThere() {
        return System.getenv(RUNNING) != null || Files.isExecutable(python());
    }

    /**
     * Takes the one that runs already, at {@code INVITATIONS_TEST_ENDPOINT}, or starts one and returns once it answers.
     *
     * @param log takes what it says
     * @return empty where it is not installed
     * @throws IllegalStateException where it does not start
     */
    public static Optional<LocalStack> start(Path log) {
        String running = System.getenv(RUNNING);
        if (running != null) {
            return Optional.of(new LocalStack(Optional.empty(), URI.create(running)));
        }
        return isThere() ? Optional.of(start(python(), log.toAbsolutePath())) : Optional.empty();
    }

    private static Path python() {
        return installation().resolve("bin/python");
    }

    private static LocalStack start(Path python, Path log) {
        int port = freePort();
        Watchdog watchdog = new Watchdog();
        Process process = watchdog.start(
                List.of(python.toString(), "-m", "localstack.runtime.main"),
                Map.of(
                        "SERVICES", "sns,sqs,kms",
                        "ACTIVATE_PRO", "0",
                        "GATEWAY_LISTEN", "127.0.0.1:" + port,
                        "SKIP_SSL_CERT_DOWNLOAD", "1",
                        "DISABLE_EVENTS", "1",
                        "SQS_ENDPOINT_STRATEGY", "path"),
                log.getParent(),
                log);
        LocalStack localStack = new LocalStack(Optional.of(watchdog), URI.create("http://localhost:" + port));
        if (localStack.comesUp(process)) {
            return localStack;
        }
        localStack.close();
        throw new IllegalStateException("LocalStack does not start: see " + log);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean comesUp(Process process) {
        Instant end = Instant.now().plus(START);
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(end) && !answers(http)) {
                if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return answers(http);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(endpoint.resolve("/_localstack/health")).build();
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        watchdog.ifPresent(Watchdog::close);
    }
}
