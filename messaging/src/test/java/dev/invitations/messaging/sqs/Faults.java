package dev.invitations.messaging.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** What the model does wrong because it was asked to. */
final class Faults {
    enum Call {
        RECEIVE,
        DELETE,
        HIDE,
        SEND
    }

    enum Fault {
        /** Not carried out. */
        REFUSED,
        /** Carried out, but nobody hears of it. */
        ANSWER_LOST,
        /** The first message of the batch is left out. */
        ENTRY_REFUSED,
        /** The same, and it would be left out again. */
        ENTRY_REFUSED_FOR_GOOD,
        /** Carried out only later. */
        HELD
    }

    private final Map<Call, Queue<Fault>> faults = new EnumMap<>(Call.class);
    private final List<CountDownLatch> held = new ArrayList<>();
    private volatile boolean isDeadLetterQueueMissing;

    synchronized void add(Call call, Fault fault) {
        faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
    }

    /**
     * What befalls this call; one that is held stays here until it is released.
     *
     * @param struck runs before that where anything does
     */
    Optional<Fault> strike(Call call, Runnable struck) {
        Fault fault;
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            fault = faults.getOrDefault(call, new ArrayDeque<>()).poll();
            if (fault == Fault.HELD) {
                held.add(latch);
            }
        }
        if (fault != null) {
            struck.run();
        }
        if (fault == Fault.HELD) {
            awaitHoweverOftenInterrupted(latch);
        }
        return Optional.ofNullable(fault);
    }

    private static void awaitHoweverOftenInterrupted(CountDownLatch latch) {
        boolean wasInterrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void release() {
        held.forEach(CountDownLatch::countDown);
        held.clear();
    }

    synchronized void clear() {
        faults.clear();
        isDeadLetterQueueMissing = false;
        release();
    }

    void deadLetterQueueIsMissing(boolean isMissing) {
        isDeadLetterQueueMissing = isMissing;
    }

    boolean isDeadLetterQueueMissing() {
        return isDeadLetterQueueMissing;
    }
}
