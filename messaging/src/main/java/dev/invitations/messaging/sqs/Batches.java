package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Gathers entries into batches of up to ten. A batch leaves at once when it is full or when no other entry can come, and
 * else after a short linger. Whoever adds the last entry sends the batch on its own thread: no hand-over, no queue.
 */
final class Batches<E> {
    private final Time time;
    private final Duration linger;
    private final BooleanSupplier mayMoreCome;
    private final Consumer<List<E>> send;
    private List<E> open = new ArrayList<>(Queue.BATCH);

    Batches(Time time, Duration linger, BooleanSupplier mayMoreCome, Consumer<List<E>> send) {
        this.time = time;
        this.linger = linger;
        this.mayMoreCome = mayMoreCome;
        this.send = send;
    }

    void add(E entry) {
        List<E> full = null;
        List<E> opened = null;
        synchronized (this) {
            open.add(entry);
            if (open.size() == Queue.BATCH || !mayMoreCome.getAsBoolean()) {
                full = take();
            } else if (open.size() == 1) {
                opened = open;
            }
        }
        if (full != null) {
            send.accept(full);
        } else if (opened != null) {
            List<E> waiting = opened;
            time.after(linger, () -> flush(waiting));
        }
    }

    /** Sends what is there. */
    void flush() {
        List<E> rest;
        synchronized (this) {
            rest = take();
        }
        if (!rest.isEmpty()) {
            send.accept(rest);
        }
    }

    private void flush(List<E> batch) {
        synchronized (this) {
            if (open != batch) {
                return;
            }
            take();
        }
        send.accept(batch);
    }

    private List<E> take() {
        List<E> taken = open;
        open = new ArrayList<>(Queue.BATCH);
        return taken;
    }
}
