package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Workers, the queue that they share, and what a test does to both. */
final class World {
    static final int MAX_RECEIVES = 4;
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(70);

    private static final int MOST_WORKERS = 2;

    private final Setting setting;
    private final QueueSubscription subscription;
    private final VirtualTime time = new VirtualTime(this::awaitRest);
    private final History history = new History(time);
    private final Faults faults = new Faults();
    private final ModelSqs sqs;
    private final Handlers handlers;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Stored> sent = new ArrayList<>();
    private final Needed needed = new Needed();
    private int started;

    /** What is the same throughout a trial. */
    record Setting(boolean fifo, boolean olderHandlesDelete, Limits limits) {}

    /** Something that handlers need. */
    private static final class Needed implements Dependency {
        private volatile boolean isAway;

        @Override
        public String name() {
            return "what they need";
        }

        @Override
        public void check() {
            if (isAway) {
                throw new IllegalStateException("it is away");
            }
        }
    }

    World(Setting setting) {
        this.setting = setting;
        subscription = new QueueSubscription(
                "",
                "model",
                setting.fifo(),
                FilterPolicy.ALL,
                VISIBILITY_TIMEOUT,
                HANDLER_TIMEOUT,
                MAX_RECEIVES,
                Duration.ofDays(1),
                Duration.ofDays(2));
        sqs = new ModelSqs(time, history, subscription, setting.olderHandlesDelete());
        handlers = new Handlers(sqs, history);
        startWorker();
    }

    /** Where one fails, it tells what happened before. */
    void step(String name, Runnable step) {
        history.add("- %s", name);
        try {
            step.run();
            awaitRest();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + setting + "\n" + history, e);
        }
    }

    void startWorker() {
        if (alive().size() < MOST_WORKERS) {
            String name = "worker-" + ++started;
            workers.add(
                    OneByOne.run(() -> new Worker(name, subscription, setting.limits(), sqs, faults, handlers, time)));
            awaitRest();
        }
    }

    private List<Worker> alive() {
        return workers.stream().filter(Worker::isAlive).toList();
    }

    void crash(int which, boolean receivesGoOn) {
        pick(alive(), which, worker -> worker.crash(receivesGoOn));
    }

    /**
     * @param receivesInVain whether SQS answers receives that are aborted
     */
    void close(int which, boolean receivesInVain) {
        OneByOne.run(faults::clear);
        awaitRest();
        if (!alive().isEmpty()) {
            close(alive().get(which % alive().size()), receivesInVain);
        }
    }

    private void close(Worker worker, boolean receivesInVain) {
        List<Receipt> unhandled = atWork().stream()
                .filter(call -> call.worker() == worker && !call.wentOn())
                .map(Handlers.Call::receipt)
                .filter(receipt ->
                        !receipt.isTampered() && receipt == receipt.stored().receipt())
                .toList();
        if (receivesInVain) {
            worker.queue().receiveInVain();
        }
        worker.close();
        awaitRest();
        assertThat(unhandled)
                .as("messages that a closed worker did not handle and did not give back")
                .allSatisfy(receipt -> assertThat(sqs.messages().contains(receipt.stored())
                                && receipt.stored().receipt() == receipt
                                && receipt.stored().isHidden(time.nanos()))
                        .isFalse());
    }

    void send(int count, int bytes, int group) {
        List<String> bodies = IntStream.range(sent.size(), sent.size() + count)
                .mapToObj(i -> i + " " + "x".repeat(bytes))
                .toList();
        sent.addAll(OneByOne.run(() -> sqs.send("group-" + group, bodies)));
        awaitRest();
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    /** A handler comes to its end. */
    void end(int which, Supplier<Outcome> outcome) {
        pick(atWork(), which, call -> call.end(outcome));
    }

    void endAll(Supplier<Outcome> outcome) {
        OneByOne.run(() -> atWork().forEach(call -> call.end(outcome)));
        awaitRest();
    }

    void ignoreInterrupts(int which) {
        pick(atWork(), which, Handlers.Call::ignoresInterrupts);
    }

    private List<Handlers.Call> atWork() {
        return handlers.atWork(call -> call.worker().isAlive());
    }

    Supplier<Outcome> away(Duration delay) {
        return () -> {
            needed.isAway = true;
            return new Outcome.Unavailable(needed, "it is away", delay);
        };
    }

    void isBack() {
        needed.isAway = false;
    }

    void surface(int which) {
        pick(atWork(), which, call -> sqs.surface(call.receipt().stored()));
    }

    Faults faults() {
        return faults;
    }

    void releaseCalls() {
        OneByOne.run(faults::release);
        awaitRest();
    }

    private <T> void pick(List<T> from, int which, Consumer<T> action) {
        if (!from.isEmpty()) {
            OneByOne.run(() -> action.accept(from.get(which % from.size())));
            awaitRest();
        }
    }

    /** Waits until nothing goes on by itself; looks whether all is as it must be. */
    private void awaitRest() {
        Worker.awaitRest(this::alive);
        assertInvariants();
    }

    private void assertInvariants() {
        assertThat(sqs.violations()).isEmpty();
        for (Worker worker : alive()) {
            assertThat(worker.gauge("in.flight"))
                    .isLessThanOrEqualTo(setting.limits().maxInFlight());
        }
        if (!time.isMoreDue() && alive().stream().anyMatch(worker -> !worker.mustPause())) {
            assertThat(sqs.receivable())
                    .as("what nobody receives though there is room")
                    .isEmpty();
        }
    }

    /** All goes well from now on, but for handlers that hang. */
    void settle() {
        OneByOne.run(faults::clear);
        isBack();
        if (alive().isEmpty()) {
            startWorker();
        }
        awaitRest();
        for (int i = 0; i < 400 && !isSettled(); i++) {
            OneByOne.run(() -> handlers.atWork(call -> call.worker().isAlive() && !call.wentOn())
                    .forEach(call -> call.end(Outcome.Done::new)));
            awaitRest();
            pass(Duration.ofMillis(i < 300 ? 100 : 5_000));
        }
        assertThat(sqs.messages()).as("what is still in the queue").isEmpty();
        assertThat(sent).allSatisfy(message -> assertThat(handlers.isHandled(message)
                        || isRefused(message)
                        || sqs.usedUp().contains(message) && message.receives() == MAX_RECEIVES)
                .as("%s is handled, or in the dead-letter queue", message)
                .isTrue());
        for (Worker worker : alive()) {
            assertThat(worker.gauge("in.flight")).as("in flight at " + worker).isZero();
            assertThat(worker.gauge("bytes.in.flight")).isZero();
        }
        for (Worker worker : alive()) {
            worker.close();
            awaitRest();
            assertThat(sqs.polls(worker.queue())).isEmpty();
        }
    }

    private boolean isSettled() {
        return sqs.messages().isEmpty() && alive().stream().allMatch(worker -> worker.gauge("in.flight") == 0);
    }

    private boolean isRefused(Stored message) {
        return sqs.refused().stream().anyMatch(letter -> letter.body().equals(message.body()));
    }
}
