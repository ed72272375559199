package dev.invitations.messaging.sqs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what a subscriber has in hand. Places are reserved for a receive before it is known how many messages it
 * brings; how many bytes these have is known only after, so that bound is passed by what the receives under way bring.
 */
final class InFlight {
    /** A receive of one message costs as much as one of ten: a moment's wait for more places pays. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final int mostMessages;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int reserved;
    private int messages;
    private long bytes;

    InFlight(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Waits for a place, and reserves up to {@code most} of those there are. */
    int reserve(int most) throws InterruptedException {
        int wanted = Math.min(most, mostMessages);
        long patience = GATHER_NANOS;
        lock.lock();
        try {
            while (free() < 1 || free() < wanted && patience > 0) {
                if (free() < 1) {
                    changed.await();
                    patience = GATHER_NANOS;
                } else {
                    patience = changed.awaitNanos(patience);
                }
            }
            int places = Math.min(wanted, free());
            reserved += places;
            return places;
        } finally {
            lock.unlock();
        }
    }

    private int free() {
        return bytes >= mostBytes ? 0 : mostMessages - messages - reserved;
    }

    /** Turns reserved places into messages, as many as there are. */
    void take(int places, int newMessages, long newBytes) {
        change(-places, newMessages, newBytes);
    }

    void release(int oldMessages, long oldBytes) {
        change(0, -oldMessages, -oldBytes);
    }

    private void change(int places, int newMessages, long newBytes) {
        lock.lock();
        try {
            reserved += places;
            messages += newMessages;
            bytes += newBytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is in hand, for so long; whether that came. */
    boolean awaitNone(long nanos) throws InterruptedException {
        long patience = nanos;
        lock.lock();
        try {
            while (messages > 0 && patience > 0) {
                patience = changed.awaitNanos(patience);
            }
            return messages == 0;
        } finally {
            lock.unlock();
        }
    }

    int messages() {
        lock.lock();
        try {
            return messages;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
