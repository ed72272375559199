package dev.invitations.station.topology;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.invitations.station.FreePort;
import dev.invitations.station.process.Watchdog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LocalStack's SNS, SQS and KMS: another emulator, written by others, as a child process. It needs no Docker, and ends
 * with the tests in whichever way they end. {@code ./station verify} installs it.
 */
final class LocalStack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Optional<Watchdog> watchdog;
    private final URI endpoint;

    private LocalStack(Optional<Watchdog> watchdog, URI endpoint) {
        this.watchdog = watchdog;
        this.endpoint = endpoint;
    }

    /** Where it is installed, or would be: a virtual environment of Python. */
    static Path installation() {
        return Path.of(System.getProperty("invitations.localstack", "../target/localstack"))
                .toAbsolutePath();
    }

    /** Starts it, or takes the one that runs already. Where there is none, the test is skipped. */
    static LocalStack start() {
        String running = System.getenv("INVITATIONS_TEST_ENDPOINT");
        if (running != null) {
            return new LocalStack(Optional.empty(), URI.create(running));
        }
        Path python = installation().resolve("bin/python");
        assumeTrue(Files.isExecutable(python), "LocalStack is not installed: ./station verify does that");
        int port = FreePort.any();
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
                Path.of("target"),
                Path.of("target/localstack.log").toAbsolutePath());
        LocalStack localStack = new LocalStack(Optional.of(watchdog), URI.create("http://localhost:" + port));
        try {
            await("LocalStack's start; its log is local-station/target/localstack.log")
                    .atMost(START)
                    .until(() -> localStack.answers() || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException("LocalStack ended: see local-station/target/localstack.log");
            }
            return localStack;
        } catch (RuntimeException e) {
            localStack.close();
            throw e;
        }
    }

    private boolean answers() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        watchdog.ifPresent(Watchdog::close);
    }
}
