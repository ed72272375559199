package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.fault.Fault;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.fault.Target;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes deliveries, with the faults that were asked for. What goes to a FIFO queue keeps its order all the same. */
final class FaultyDeliveries {
    /** Of the largest messages, what may wait for queues too; what is more is not struck. */
    private static final int MOST_HELD_UP = 1_000;

    /** One publication on its way to one subscription. */
    interface Delivery {
        Subscription subscription();

        /** Completes once it has arrived or has been given up. */
        Future<Void> send();

        /** Gives it up. */
        void giveUp(String reason);

        /** The pause before a retry, from 1; empty where SNS gives up. */
        Optional<Duration> pause(int retry);
    }

    private final Faults faults;
    private final StationClock clock;
    /** By subscription: what waits to be overtaken. */
    private final Map<String, Promise<Void>> toBeOvertaken = new HashMap<>();
    /** By subscription of a FIFO queue: the last that is held up, or waits for one that is. */
    private final Map<String, Future<Void>> lastInOrder = new HashMap<>();

    private int heldUp;

    FaultyDeliveries(Faults faults, StationClock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    void deliver(Delivery delivery) {
        String subscription = delivery.subscription().arn();
        Promise<Void> overtaken = toBeOvertaken.remove(subscription);
        if (overtaken != null) {
            delivery.send().onComplete(_ -> overtaken.tryComplete());
        } else if (isToFifoQueue(delivery)) {
            inOrder(subscription, delivery);
        } else {
            attempt(delivery);
        }
    }

    private void inOrder(String subscription, Delivery delivery) {
        Future<Void> before = lastInOrder.get(subscription);
        Future<Void> done = before == null ? attempt(delivery) : before.transform(_ -> attempt(delivery));
        if (before != null || heldUp > 0) {
            lastInOrder.put(subscription, done);
            done.onComplete(_ -> lastInOrder.remove(subscription, done));
        }
    }

    private Future<Void> attempt(Delivery delivery) {
        Promise<Void> done = Promise.promise();
        attempt(delivery, 0, done);
        return done.future();
    }

    /**
     * @param failed how many attempts have
     * @param done to complete in the end: a future for each attempt, of which each waits for the next, would be too deep
     *     for the stack after a hundred thousand
     */
    private void attempt(Delivery delivery, int failed, Promise<Void> done) {
        switch (strike(delivery)) {
            case null -> delivery.send().onComplete(done);
            case Fault.Throttle _ ->
                delivery.pause(failed + 1)
                        .ifPresentOrElse(
                                pause -> after(pause).onComplete(_ -> attempt(delivery, failed + 1, done)),
                                () -> giveUp(
                                        delivery, "throttled until SNS gave up: a fault that was asked for", done));
            case Fault.Delay(Duration by) ->
                after(by).compose(_ -> delivery.send()).onComplete(done);
            case Fault.Duplicate _ ->
                delivery.send().transform(_ -> delivery.send()).onComplete(done);
            case Fault.Reorder(Duration atMost) ->
                overtaken(delivery.subscription().arn(), atMost)
                        .compose(_ -> delivery.send())
                        .onComplete(done);
            case Fault.Refuse refusal -> giveUp(delivery, refusal.message(), done);
            case Fault.Drop _ -> throw new IllegalStateException("A delivery can't be dropped");
        }
    }

    private static void giveUp(Delivery delivery, String reason, Promise<Void> done) {
        delivery.giveUp(reason);
        done.complete();
    }

    private Future<Void> overtaken(String subscription, Duration atMost) {
        Promise<Void> overtaken = Promise.promise();
        toBeOvertaken.put(subscription, overtaken);
        StationClock.Timer patience = clock.schedule(atMost, () -> {
            toBeOvertaken.remove(subscription, overtaken);
            overtaken.tryComplete();
        });
        return heldUp(overtaken.future().onComplete(_ -> patience.cancel()));
    }

    private Fault strike(Delivery delivery) {
        Subscription subscription = delivery.subscription();
        boolean isToFifoQueue = isToFifoQueue(delivery);
        return heldUp >= MOST_HELD_UP
                ? null
                : faults.strike(
                                Target.DELIVERY,
                                Map.of(
                                        "protocol", subscription.protocol(),
                                        "topic", subscription.topic().toString(),
                                        "endpoint", subscription.endpoint()),
                                fault -> !(isToFifoQueue && fault instanceof Fault.Reorder))
                        .orElse(null);
    }

    private static boolean isToFifoQueue(Delivery delivery) {
        return delivery.subscription().endpoint().endsWith(".fifo");
    }

    private Future<Void> after(Duration pause) {
        Promise<Void> over = Promise.promise();
        clock.schedule(pause, over::tryComplete);
        return heldUp(over.future());
    }

    private Future<Void> heldUp(Future<Void> wait) {
        heldUp++;
        return wait.onComplete(_ -> heldUp--);
    }

    /** How many wait for their time, as a fault wanted. */
    int heldUp() {
        return heldUp;
    }

    /** Forgets them; the clock is to forget when they were to go on. */
    void reset() {
        toBeOvertaken.clear();
        lastInOrder.clear();
        heldUp = 0;
    }
}
