package dev.invitations.messaging.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Time that stands still until a test moves it. What falls due on the way happens one after the other, each at its time,
 * and only once all that came of the one before has come to rest.
 */
public final class VirtualTime {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Runnable rest;
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    /** Begins below zero, as the machine's may: only differences tell something. */
    private long nanos = -Duration.ofSeconds(90).toNanos();

    private final long start = nanos;
    private long count;

    private record Due(long at, long number, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    public VirtualTime() {
        this(OneByOne::awaitStillness);
    }

    /**
     * @param rest waits until all has come to rest
     */
    public VirtualTime(Runnable rest) {
        this.rest = rest;
    }

    public synchronized long nanos() {
        return nanos;
    }

    public Instant now() {
        return START.plusNanos(nanos() - start);
    }

    /** Runs {@code task} once it is that time. */
    public synchronized void at(long due, Runnable task) {
        dues.add(new Due(due, count++, task));
    }

    /** Whether something else is yet to happen at this very moment. */
    public synchronized boolean isMoreDue() {
        return dues.peek() != null && dues.peek().at <= nanos;
    }

    public void pass(Duration duration) {
        long end = nanos() + duration.toNanos();
        rest.run();
        for (Due due = next(end); due != null; due = next(end)) {
            OneByOne.run(due.task);
            rest.run();
        }
    }

    /** What is due next until then; the time is moved to it, or to the end. */
    private synchronized Due next(long end) {
        Due due = dues.peek() != null && dues.peek().at <= end ? dues.poll() : null;
        nanos = due == null ? end : Math.max(nanos, due.at);
        return due;
    }

    /** The time as one process has it. */
    public final class OfProcess implements Time {
        private final Map<Thread, CountDownLatch> sleeping = new ConcurrentHashMap<>();
        private volatile boolean isClosed;
        private volatile boolean isDead;

        @Override
        public long nanos() {
            return VirtualTime.this.nanos();
        }

        @Override
        public Instant now() {
            return VirtualTime.this.now();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            at(nanos() + delay.toNanos(), () -> {
                if (!isClosed && !isDead) {
                    Thread.startVirtualThread(task);
                }
            });
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            CountDownLatch end = new CountDownLatch(1);
            at(nanos() + duration.toNanos(), () -> {
                if (!isDead) {
                    end.countDown();
                }
            });
            sleeping.put(Thread.currentThread(), end);
            try {
                end.await();
            } finally {
                sleeping.remove(Thread.currentThread());
            }
        }

        /** How many threads sleep. */
        public int sleeping(Predicate<Thread> which) {
            return Math.toIntExact(
                    Set.copyOf(sleeping.keySet()).stream().filter(which).count());
        }

        /** Nothing happens in this process any more. */
        public void die() {
            isDead = true;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
