package dev.invitations.station.launcher;

import dev.invitations.station.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Runs services as processes of their own until it is closed. However this JVM ends, they end too.
 *
 * <p>The first service is what the others stand on: all start together, and it is the last to be ended.
 */
final class Launcher implements AutoCloseable {
    private final StateDirectory state;
    private final Map<String, Integer> ports;
    private final FileLock lock;
    private final Watchdog watchdog = new Watchdog();
    private final List<SupervisedService> services;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean closing;

    Launcher(
            List<Service> services,
            Path directory,
            Map<String, Integer> ports,
            StateDirectory state,
            FileLock lock,
            BackOff backOff,
            Consumer<String> notice) {
        this.state = state;
        this.ports = ports;
        this.lock = lock;
        this.services = services.stream()
                .map(service -> new SupervisedService(
                        service, directory, state.log(service.name()), watchdog, backOff, this::writeState, notice))
                .toList();
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws dev.invitations.station.StationFailure with the last lines of its log, where a service does not come up;
     *     what did come up still runs then
     */
    void start() {
        SupervisedService ground = services.getFirst();
        ground.start(CompletableFuture.completedFuture(null));
        services.subList(1, services.size()).forEach(service -> service.start(ground.ready()));
        CompletableFuture<Void> all = new CompletableFuture<>();
        services.forEach(service -> service.ready().whenComplete((ready, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            }
        }));
        CompletableFuture.allOf(services.stream().map(SupervisedService::ready).toArray(CompletableFuture[]::new))
                .thenRun(() -> all.complete(null));
        try {
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Returns when the launcher has been closed. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    private void writeState() {
        synchronized (state) {
            if (!closing) {
                state.write(new RunState(
                        ProcessId.of(ProcessHandle.current()),
                        ports,
                        services.stream().map(SupervisedService::entry).toList()));
            }
        }
    }

    /** Ends every service and returns when all are gone. */
    @Override
    public void close() {
        synchronized (this) {
            if (ended.getCount() == 0) {
                return;
            }
            services.subList(1, services.size()).parallelStream().forEach(SupervisedService::stop);
            services.getFirst().stop();
            watchdog.close();
            synchronized (state) {
                closing = true;
                state.forget();
            }
            release();
            ended.countDown();
        }
    }

    private void release() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + state.path() + " cannot be released", e);
        }
    }
}
