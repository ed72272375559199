package dev.invitations.station.launcher;

import dev.invitations.station.StationFailure;
import dev.invitations.station.process.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One service kept running. A process that ends before the service was ever ready fails {@link #ready()}; one that ends
 * later is started again after a {@link BackOff}.
 */
final class SupervisedService {
    enum Phase {
        STARTING,
        READY,
        WAITING_TO_RESTART,
        ENDED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration PROBE_EVERY = Duration.ofMillis(200);
    private static final Duration END_WITHIN = Duration.ofSeconds(20);
    private static final int LAST_LINES = 30;

    private final Service service;
    private final Path directory;
    private final Path log;
    private final Watchdog watchdog;
    private final BackOff backOff;
    private final Runnable changed;
    private final Consumer<String> notice;

    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile Phase phase = Phase.STARTING;
    private volatile Process process;
    private volatile int restarts;

    /**
     * @param changed is called at each change of {@link #entry()}
     * @param notice is told, in a sentence, what the person who started all this should know
     */
    SupervisedService(
            Service service,
            Path directory,
            Path log,
            Watchdog watchdog,
            BackOff backOff,
            Runnable changed,
            Consumer<String> notice) {
        this.service = service;
        this.directory = directory;
        this.log = log;
        this.watchdog = watchdog;
        this.backOff = backOff;
        this.changed = changed;
        this.notice = notice;
    }

    /**
     * Starts the service, and looks whether it is ready as soon as {@code ground}, which it stands on, is: to ask
     * earlier only takes time from those who start.
     */
    void start(CompletableFuture<Void> ground) {
        Thread.ofVirtual().name(service.name()).start(() -> keepRunning(ground));
    }

    /** Completes when the service is ready for the first time; fails with a {@link StationFailure} where it never is. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    private void keepRunning(CompletableFuture<Void> ground) {
        Duration wait = Duration.ZERO;
        try {
            while (true) {
                Instant started = Instant.now();
                if (!launch()) {
                    return;
                }
                CompletableFuture.anyOf(ground.exceptionally(failed -> null), process.onExit())
                        .join();
                awaitReadiness();
                int exit = process.waitFor();
                if (ending.getCount() == 0 || !ready.isDone()) {
                    enter(Phase.ENDED);
                    ready.completeExceptionally(
                            ending.getCount() == 0
                                    ? StationFailure.failed("Ended before everything was ready")
                                    : neverReady("ended with exit code " + exit + " before it was ready"));
                    return;
                }
                wait = backOff.next(wait, Duration.between(started, Instant.now()));
                enter(Phase.WAITING_TO_RESTART);
                notice.accept("%s ended with exit code %d and is started again in %d s; its log is %s"
                        .formatted(service.name(), exit, wait.toSeconds(), log));
                if (ending.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                restarts++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!ready.completeExceptionally(e)) {
                throw e;
            }
        }
    }

    /** Not while ending: no process may appear behind the back of {@link #stop()}. */
    private synchronized boolean launch() {
        if (ending.getCount() == 0) {
            return false;
        }
        process = watchdog.start(service.program(), service.environment(), directory, log);
        enter(Phase.STARTING);
        return true;
    }

    private void awaitReadiness() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        String missing = Readiness.missing(service.ready());
        while (!missing.isEmpty() && !process.waitFor(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > deadline && !ready.isDone()) {
                ready.completeExceptionally(
                        neverReady("is not ready after " + READY_WITHIN.toSeconds() + " s (" + missing + ")"));
                return;
            }
            missing = Readiness.missing(service.ready());
        }
        if (missing.isEmpty() && process.isAlive()) {
            enter(Phase.READY);
            ready.complete(null);
        }
    }

    private StationFailure neverReady(String what) {
        return StationFailure.failed(
                "%s %s. The last lines of %s:\n%s".formatted(service.name(), what, log, lastLines()));
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .indent(2);
        } catch (IOException e) {
            return "  (there are none)";
        }
    }

    private void enter(Phase next) {
        phase = next;
        changed.run();
    }

    /** Ends the service (SIGTERM, after 20 s SIGKILL) and returns when it is gone. */
    void stop() {
        synchronized (this) {
            ending.countDown();
        }
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    RunState.Entry entry() {
        Process current = process;
        long pid = current != null && current.isAlive() ? current.pid() : 0;
        return new RunState.Entry(service.name(), phase.words(), pid, restarts, service.url(), service.ready());
    }
}
