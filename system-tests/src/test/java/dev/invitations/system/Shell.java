package dev.invitations.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs commands in the root of the repository, as a person at a terminal would. */
final class Shell {
    static final Path ROOT = Path.of(System.getProperty("invitations.root"));

    /**
     * Not the common pool: two cores have two threads of it, so that a command that takes its time, run beside the test,
     * would hold up every other one until it has ended.
     */
    static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Shell() {}

    record Result(int exit, String out, String err) {
        String all() {
            return out + err;
        }
    }

    static Process start(List<String> command) {
        return start(command, Map.of());
    }

    /** @param environment added to this process's own */
    static Process start(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result run(List<String> command) {
        return finish(start(command));
    }

    /** What a command said, once it has ended. */
    static Result finish(Process process) {
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process, true), THREADS);
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process, false), THREADS);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(process.info().commandLine() + " did not end within " + PATIENCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Result(process.exitValue(), out.join(), err.join());
    }

    private static String text(Process process, boolean out) {
        try (var stream = out ? process.getInputStream() : process.getErrorStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
