package dev.invitations.station.redis;

import dev.invitations.station.process.Watchdog;
import dev.invitations.station.web.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis 6.2 as a process of its own, on 127.0.0.1, with its data (append-only file) in a directory: what it has
 * answered survives a restart, and {@code kill -9}. One that dies is started again.
 *
 * <p>The binary is the one of {@code embedded-redis}; its own process handling is not used, since it leaves Redis
 * orphaned when this JVM is killed.
 */
public final class LocalRedis implements Component, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Path directory;
    private final Watchdog watchdog;
    private volatile Process process;
    private volatile boolean wanted;

    public LocalRedis(int port, Path directory, Watchdog watchdog) {
        this.port = port;
        this.directory = directory.toAbsolutePath();
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String title() {
        return "Redis";
    }

    @Override
    public String where() {
        return "redis://localhost:" + port;
    }

    /**
     * Starts Redis, unless it runs, and waits until it answers.
     *
     * @throws IllegalStateException with the last lines of its log, where it does not come up
     */
    @Override
    public synchronized void start() {
        wanted = true;
        if (isRunning()) {
            return;
        }
        Path log = directory.resolve("redis.log");
        try {
            Files.createDirectories(directory);
            process = watchdog.start(command(), Map.of(), directory, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started in " + directory, e);
        }
        process.onExit().thenRun(this::startAgain);
        awaitAnswer(log);
    }

    private List<String> command() throws IOException {
        Path binary = Files.createDirectories(directory.resolve("bin"));
        return List.of(
                ExecutableProvider.newJarResourceProvider(binary.toFile()).get().getPath(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                // By itself (everysec), Redis answers while what it answered waits up to two seconds for a slow disk,
                // and killed then, it has lost it. Now the system has it first, and only a machine without power
                // forgets it.
                "--appendfsync",
                "no",
                "--save",
                "");
    }

    private void startAgain() {
        Thread.startVirtualThread(() -> {
            synchronized (this) {
                if (wanted) {
                    start();
                }
            }
        });
    }

    private void awaitAnswer(Path log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                wanted = false;
                process.destroyForcibly();
                throw new IllegalStateException("Redis does not come up on port " + port + ":\n" + lastLines(log));
            }
            try {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while Redis came up", e);
            }
        }
    }

    /** While Redis reads its data back it answers {@code -LOADING}, so only a PONG counts. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(it left no log)";
        }
    }

    /** Stops Redis, which writes its data first, and waits until it is gone. Without a Redis nothing happens. */
    @Override
    public synchronized void stop() {
        wanted = false;
        if (!isRunning()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** The process id while Redis runs. */
    @Override
    public OptionalLong pid() {
        Process current = process;
        return isRunning() ? OptionalLong.of(current.pid()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
