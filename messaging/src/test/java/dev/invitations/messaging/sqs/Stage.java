package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.VirtualTime;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.ModelQueue.Made;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One subscriber and the model of its queue, in virtual time. */
final class Stage {
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(100);
    static final int MAX_RECEIVES = 10;

    private final VirtualTime time = new VirtualTime(this::awaitRest);
    private final History history = new History(time);
    private final Faults faults = new Faults();
    private final ModelSqs sqs;
    private final Handlers handlers;
    private final Worker worker;

    private Stage(boolean fifo, Limits limits) {
        QueueSubscription subscription = new QueueSubscription(
                "",
                "model",
                fifo,
                FilterPolicy.ALL,
                VISIBILITY_TIMEOUT,
                HANDLER_TIMEOUT,
                MAX_RECEIVES,
                Duration.ofDays(1),
                Duration.ofDays(2));
        sqs = new ModelSqs(time, history, subscription, true);
        handlers = new Handlers(sqs, history);
        worker = OneByOne.run(() -> new Worker("worker", subscription, limits, sqs, faults, handlers, time));
        // The first receive only looks whether there is anything.
        pass(Duration.ZERO);
    }

    static Stage standard() {
        return standard(new Limits(100, 1_000_000, 10, Duration.ZERO));
    }

    static Stage standard(Limits limits) {
        return new Stage(false, limits);
    }

    static Stage fifo() {
        return new Stage(true, new Limits(100, 1_000_000, 10, Duration.ZERO));
    }

    private void awaitRest() {
        Worker.awaitRest(() -> List.of(worker));
        assertThat(sqs.violations()).as(history.toString()).isEmpty();
    }

    Stored send(String body) {
        return send("one group", body).getFirst();
    }

    /** Messages of a few bytes, all at once. */
    List<Stored> send(int count) {
        return send("one group", count);
    }

    List<Stored> send(String group, int count) {
        return send(
                group, IntStream.range(0, count).mapToObj(i -> group + " " + i).toArray(String[]::new));
    }

    private List<Stored> send(String group, String... bodies) {
        List<Stored> messages = OneByOne.run(() -> sqs.send(group, List.of(bodies)));
        awaitRest();
        return messages;
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    /** The messages that handlers are at work on. */
    List<Stored> atWork() {
        return handlers.atWork(_ -> true).stream()
                .map(call -> call.receipt().stored())
                .toList();
    }

    /** Handlers end, all at once. */
    void end(List<Stored> messages, Outcome outcome) {
        OneByOne.run(() -> calls(messages).forEach(call -> call.end(() -> outcome)));
        awaitRest();
    }

    void end(Stored message, Supplier<Outcome> outcome) {
        OneByOne.run(() -> calls(List.of(message)).forEach(call -> call.end(outcome)));
        awaitRest();
    }

    /** All handlers that are at work on them end well. */
    void done(Stored... messages) {
        end(List.of(messages), new Outcome.Done());
    }

    void end(Stored message, Outcome outcome) {
        end(List.of(message), outcome);
    }

    void ignoresInterrupts(Stored message) {
        calls(List.of(message)).forEach(Handlers.Call::ignoresInterrupts);
    }

    private List<Handlers.Call> calls(List<Stored> messages) {
        List<Handlers.Call> calls =
                handlers.atWork(call -> messages.contains(call.receipt().stored()));
        assertThat(calls).as(history.toString()).hasSameSizeAs(messages);
        return calls;
    }

    boolean isDeleted(Stored message) {
        return !sqs.messages().contains(message);
    }

    List<Made> made(Call call) {
        return worker.queue().made(call);
    }

    Faults faults() {
        return faults;
    }

    void release() {
        OneByOne.run(faults::release);
        awaitRest();
    }

    ModelSqs sqs() {
        return sqs;
    }

    Worker worker() {
        return worker;
    }

    /** Closes it while time stands still. */
    void close() {
        worker.close();
        awaitRest();
    }

    @Override
    public String toString() {
        return history.toString();
    }
}
