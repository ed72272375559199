package dev.invitations.topology.doctor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Calls that wait for AWS, all at the same time. */
final class Parallel {
    private Parallel() {}

    /** What each key is mapped to, in the order of the keys; where a call fails, so does this. */
    static <K, V> Map<K, V> map(Collection<K> keys, Function<? super K, ? extends V> call) {
        Map<K, V> results = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<K, Future<V>> futures = new LinkedHashMap<>();
            keys.forEach(key -> futures.put(key, threads.submit(() -> call.apply(key))));
            futures.forEach((key, future) -> results.put(key, result(future)));
        }
        return results;
    }

    private static <V> V result(Future<V> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for AWS", e);
        }
    }
}
