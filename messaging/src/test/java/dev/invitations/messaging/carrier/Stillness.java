package dev.invitations.messaging.carrier;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import jdk.management.VirtualThreadSchedulerMXBean;

/** That no virtual thread runs or is about to: all of them wait for something that only the test can bring. */
final class Stillness {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private Stillness() {}

    static void await() {
        awaitIdleScheduler();
        // Those that a monitor or a notification was let go for are on their way to the scheduler, which knows nothing
        // of
        // them yet. They get there in heaps, in any order: once somebody of a later heap is there, they are.
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
