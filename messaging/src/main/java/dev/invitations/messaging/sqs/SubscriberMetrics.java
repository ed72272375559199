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
        received = counter("messages.received", "Messages received");
        handled = outcome("handled");
        failed = outcome("failed");
        later = outcome("later");
        refused = outcome("refused");
        leftBehind = outcome("left behind");
        handlerTime = timer("handler", "How long handlers take");
        ageAtStart = age("start");
        ageAtDone = age("done");
        deleted = deletes("ok");
        deleteFailed = deletes("failed");
        deletedLate = deletes("late");
        extended = extensions("ok");
        extensionFailed = extensions("failed");
        emptyReceives = counter("messages.receives.empty", "Receives that brought nothing");
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

    private Counter outcome(String outcome) {
        return counter(
                "messages.handled",
                "Messages that came to an end in this process, by what became of them",
                "outcome",
                outcome);
    }

    private Counter deletes(String result) {
        return counter(
                "messages.deletes",
                "Messages deleted, or not, or only after they could be received again",
                "result",
                result);
    }

    private Counter extensions(String result) {
        return counter(
                "messages.extensions", "Visibility timeouts extended while a handler worked, or not", "result", result);
    }

    private Counter call(String operation) {
        return counter(
                "sqs.calls", "Calls to SQS, without those that the SDK tries again by itself", "operation", operation);
    }

    private Timer age(String at) {
        return timer("messages.age", "How long ago a message was sent to its queue", "at", at);
    }

    /**
     * @param tags names and values, beside the subscription
     */
    private Counter counter(String name, String description, String... tags) {
        return Counter.builder("invitations." + name)
                .description(description)
                .tag(TAG, subscription)
                .tags(tags)
                .register(registry);
    }

    private Timer timer(String name, String description, String... tags) {
        return Timer.builder("invitations." + name)
                .description(description)
                .tag(TAG, subscription)
                .tags(tags)
                .register(registry);
    }
}
