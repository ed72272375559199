package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;

/** What a subscription's subscriber counts. Every meter has the tag {@code subscription}. */
final class SubscriberMetrics {
    private static final String TAG = "subscription";

    final Counter received;
    final Counter handled;
    final Counter failed;
    final Counter later;
    final Counter refused;
    final Counter leftBehind;
    final Timer handlerTime;
    final Timer ageAtStart;
    final Timer ageAtDone;
    final Counter deleted;
    final Counter deleteFailed;
    final Counter deletedLate;
    final Counter extended;
    final Counter extensionFailed;
    final Counter emptyReceives;
    private final Counter receives;
    private final Counter deletes;
    private final Counter hides;
    private final Counter sends;
    private final MeterRegistry registry;
    private final String subscription;

    SubscriberMetrics(MeterRegistry registry, String subscription) {
        this.registry = registry;
        this.subscription = subscription;
        received = counter("received", "Messages received");
        handled = outcome("handled");
        failed = outcome("failed");
        later = outcome("later");
        refused = outcome("refused");
        leftBehind = outcome("left behind");
        handlerTime = timer("invitations.handler", "How long handlers take");
        ageAtStart = age("start");
        ageAtDone = age("done");
        deleted = result("deletes", "ok", "Messages deleted, or not, or only after they could be received again");
        deleteFailed = result("deletes", "failed", deleted.getId().getDescription());
        deletedLate = result("deletes", "late", deleted.getId().getDescription());
        extended = result("extensions", "ok", "Visibility timeouts extended while a handler worked, or not");
        extensionFailed = result("extensions", "failed", extended.getId().getDescription());
        emptyReceives = counter("receives.empty", "Receives that brought nothing");
        receives = call("ReceiveMessage");
        deletes = call("DeleteMessageBatch");
        hides = call("ChangeMessageVisibilityBatch");
        sends = call("SendMessage");
        gauge(
                "calls.per.message",
                "Calls to SQS for each message received, so far",
                this,
                SubscriberMetrics::callsPerMessage);
    }

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> handled.increment();
            case Outcome.Refuse refuse -> refused.increment();
            case Outcome.Later again -> later.increment();
            case Outcome.Failed again -> failed.increment();
            case Outcome.Unavailable again -> failed.increment();
        }
    }

    /** The queue, with its calls counted. */
    Queue counted(Queue queue) {
        return new CountedQueue(queue, receives, deletes, hides, sends);
    }

    /** What there is at any moment. */
    void watch(InFlight inFlight, Receivers receivers, Circuit circuit) {
        gauge(
                "in.flight",
                "Messages in hand: received and neither deleted nor given back",
                inFlight,
                InFlight::messages);
        gauge("bytes.in.flight", "Bytes of the messages in hand", inFlight, InFlight::bytes);
        gauge("receivers", "Long polls side by side", receivers, Receivers::count);
        gauge(
                "circuit",
                "0 closed, 1 half open, 2 open: a dependency is away and nothing is received",
                circuit,
                watched -> watched.state().ordinal());
    }

    private <T> void gauge(String name, String description, T what, ToDoubleFunction<T> value) {
        Gauge.builder("invitations.messages." + name, what, value)
                .description(description)
                .tag(TAG, subscription)
                .strongReference(true)
                .register(registry);
    }

    private double callsPerMessage() {
        double calls = receives.count() + deletes.count() + hides.count() + sends.count();
        return received.count() == 0 ? 0 : calls / received.count();
    }

    private Counter counter(String name, String description) {
        return Counter.builder("invitations.messages." + name)
                .description(description)
                .tag(TAG, subscription)
                .register(registry);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("invitations.messages.handled")
                .description("Messages that came to an end in this process, by what became of them")
                .tag(TAG, subscription)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter result(String name, String result, String description) {
        return Counter.builder("invitations.messages." + name)
                .description(description)
                .tag(TAG, subscription)
                .tag("result", result)
                .register(registry);
    }

    private Counter call(String operation) {
        return Counter.builder("invitations.sqs.calls")
                .description("Calls to SQS, without those that the SDK tries again by itself")
                .tag(TAG, subscription)
                .tag("operation", operation)
                .register(registry);
    }

    private Timer age(String at) {
        return Timer.builder("invitations.messages.age")
                .description("How long ago a message was sent to its queue")
                .tag(TAG, subscription)
                .tag("at", at)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tag(TAG, subscription)
                .register(registry);
    }
}
