package dev.invitations.messaging.carrier;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Virtual threads run one after the other, each until it waits for something: what is seen once is seen again, and it
 * can be told when nothing goes on any more.
 */
public final class OneByOne implements BeforeAllCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private static final int SIDE_BY_SIDE = SCHEDULER.getParallelism();

    @Override
    public void beforeAll(ExtensionContext context) {
        begin();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end();
    }

    public static void begin() {
        SCHEDULER.setParallelism(1);
    }

    public static void end() {
        SCHEDULER.setParallelism(SIDE_BY_SIDE);
    }

    /** Takes its turn among the virtual threads. */
    public static <T> T run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, Thread::startVirtualThread)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Takes its turn among the virtual threads. */
    public static void run(Runnable task) {
        run(() -> {
            task.run();
            return true;
        });
    }

    /** Waits until all virtual threads wait for something that only the test can bring. */
    public static void awaitStillness() {
        awaitIdleScheduler();
        // Those that were notified at a monitor are on their way to the scheduler, which knows nothing of them yet.
        // They
        // get there in heaps, in any order: once somebody of a later heap is there, they are.
        letOneThroughAMonitor();
        letOneThroughAMonitor();
        awaitIdleScheduler();
    }

    private static void awaitIdleScheduler() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        // In this order: what is taken out of the queue is mounted before.
        while (SCHEDULER.getQueuedVirtualThreadCount() > 0 || SCHEDULER.getMountedVirtualThreadCount() > 0) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("virtual threads are still at work after " + PATIENCE);
            }
            Thread.yield();
        }
    }

    private static void letOneThroughAMonitor() {
        Object monitor = new Object();
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            synchronized (monitor) {
                monitor.notifyAll();
            }
        });
        synchronized (monitor) {
            thread.start();
            while (thread.getState() != Thread.State.BLOCKED) {
                Thread.yield();
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
