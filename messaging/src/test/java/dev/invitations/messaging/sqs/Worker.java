package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.SubscriberConfig;
import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.VirtualTime;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A subscriber in a process of its own. */
final class Worker {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final SubscriberConfig config;
    private final ModelSqs sqs;
    private final ModelQueue queue;
    private final VirtualTime.OfProcess time;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Subscriber subscriber;
    private volatile boolean isAlive = true;

    Worker(
            String name,
            QueueSubscription subscription,
            SubscriberConfig config,
            ModelSqs sqs,
            Faults faults,
            Handlers handlers,
            VirtualTime virtualTime) {
        this.name = name;
        this.config = config;
        this.sqs = sqs;
        queue = new ModelQueue(name, sqs, faults);
        time = virtualTime.new OfProcess();
        queue.beforeReceive(this::mayReceive);
        subscriber = Subscriber.start(
                subscription,
                received -> handlers.handle(this, received),
                config,
                new Queues(queue, queue.deadLetters(), queue.deadLetters()),
                time,
                registry);
    }

    private void mayReceive(int most) {
        if (!isAlive) {
            sqs.violated(name + " receives after it was closed");
        }
        if (gauge("in.flight") + reserved() + most > config.maxInFlight()) {
            sqs.violated("%s receives %d with %s in flight and %d reserved"
                    .formatted(name, most, gauge("in.flight"), reserved()));
        }
        if (gauge("bytes.in.flight") >= config.maxBytesInFlight().asLongValue()) {
            sqs.violated("%s receives with %s bytes in flight".formatted(name, gauge("bytes.in.flight")));
        }
    }

    private int reserved() {
        return queue.receives().stream().mapToInt(Integer::intValue).sum();
    }

    double gauge(String meter) {
        return registry.get("invitations.messages." + meter).gauge().value();
    }

    Timer timer(String meter, String... tags) {
        return registry.get("invitations." + meter).tags(tags).timer();
    }

    double counted(String meter, String... tags) {
        return registry.get("invitations." + meter).tags(tags).counter().count();
    }

    /** Waits until nothing goes on by itself. */
    static void awaitRest(Supplier<List<Worker>> workers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        OneByOne.awaitStillness();
        while (!OneByOne.run(() -> workers.get().stream().allMatch(Worker::isAtRest))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("a receiver neither receives nor has a reason not to");
            }
            Thread.yield();
            OneByOne.awaitStillness();
        }
    }

    /** Whether each receiver waits for what it should wait for. */
    private boolean isAtRest() {
        return queue.receives().size() + sleepingReceivers() >= gauge("receivers") || mustPause();
    }

    /** Whether it may not receive just now. */
    boolean mustPause() {
        return isFull()
                || gauge("circuit") > 0
                || sleepingReceivers() > 0
                || queue.receives().size() > sqs.polls(queue).size()
                || !isAlive;
    }

    private int sleepingReceivers() {
        return time.sleeping(thread -> thread.getName().endsWith("-receiver"));
    }

    private boolean isFull() {
        return gauge("in.flight") + reserved() >= config.maxInFlight()
                || gauge("bytes.in.flight") >= config.maxBytesInFlight().asLongValue();
    }

    boolean isAlive() {
        return isAlive;
    }

    ModelQueue queue() {
        return queue;
    }

    Optional<String> problem() {
        return subscriber.problem();
    }

    void crash(boolean receivesGoOn) {
        isAlive = false;
        time.die();
        queue.die(receivesGoOn);
    }

    void close() {
        Thread closing = Thread.ofVirtual().start(subscriber::close);
        try {
            if (!closing.join(Duration.ofSeconds(30))) {
                throw new AssertionError(name + " does not close");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        isAlive = false;
    }

    @Override
    public String toString() {
        return name;
    }
}
