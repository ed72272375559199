package dev.invitations.messaging.sqs;

import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.Durations;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.SubscriberConfig;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.Heartbeats;
import dev.invitations.messaging.carrier.MachineTime;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import dev.invitations.messaging.carrier.Time;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Consumes a subscription's queue: each message is handled on a virtual thread of its own, kept hidden meanwhile, and
 * deleted only after its handler returned, so a process that dies gives all of them back.
 */
public final class Subscriber implements Consumption {
    /** How long, after the drain, SQS may take to be told what became of the last messages. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Subscriber.class);

    private final Surroundings surroundings;
    private final Function<Received, Outcome> handler;
    private final ProbeAnswers probes;
    private final InFlight inFlight;
    private final Circuit circuit;
    private final Groups groups;
    private final Backoff backoff;
    private final Heartbeats<Held> heartbeats;
    private final Receivers receivers;
    private final Settlement settlement;
    private final AtomicInteger handling = new AtomicInteger();
    private volatile boolean isStopping;

    private Subscriber(Surroundings surroundings, Function<Received, Outcome> handler, ProbeAnswers probes) {
        this.surroundings = surroundings;
        this.handler = handler;
        this.probes = probes;
        QueueSubscription subscription = surroundings.subscription();
        SubscriberConfig config = surroundings.config();
        inFlight = new InFlight(config.maxInFlight(), config.maxBytesInFlight().asLongValue());
        circuit = new Circuit(subscription.name(), surroundings.time());
        groups = new Groups(surroundings.time(), subscription);
        backoff = new Backoff(config.firstRetry(), config.longestRetry());
        settlement = new Settlement(surroundings, inFlight, () -> handling.get() > 0 && !isStopping, this::problem);
        heartbeats = new Heartbeats<>(
                surroundings.time(),
                subscription.visibilityTimeout(),
                subscription.handlerTimeout(),
                new Extensions(surroundings, this::leftBehind));
        receivers = new Receivers(surroundings, inFlight, circuit, groups::batch, this::take);
    }

    /**
     * Begins to receive.
     *
     * @param handler says what becomes of a message; it throws nothing
     * @param whenMissing what to say where there is no queue of that name
     */
    public static Subscriber start(
            QueueSubscription subscription,
            Function<Received, Outcome> handler,
            SubscriberConfig config,
            SqsClient sqs,
            UnaryOperator<String> whenMissing,
            MeterRegistry registry) {
        Function<String, Queue> queues = name -> new SqsQueue(sqs, name, whenMissing.apply(name));
        return start(
                subscription,
                handler,
                config,
                new Queues(
                        queues.apply(subscription.queue()),
                        queues.apply(subscription.deadLetterQueue()),
                        queues.apply(ProbeReply.queue(subscription.prefix()))),
                new MachineTime(subscription.name() + "-timer"),
                registry);
    }

    static Subscriber start(
            QueueSubscription subscription,
            Function<Received, Outcome> handler,
            SubscriberConfig config,
            Queues queues,
            Time time,
            MeterRegistry registry) {
        SubscriberMetrics metrics = new SubscriberMetrics(registry, subscription.name());
        Subscriber subscriber = new Subscriber(
                new Surroundings(
                        subscription,
                        config,
                        metrics.counted(queues.queue()),
                        metrics.counted(queues.deadLetters()),
                        time,
                        metrics),
                handler,
                new ProbeAnswers(queues.probeReplies(), subscription.name()));
        metrics.watch(subscriber.inFlight, subscriber.receivers, subscriber.circuit);
        subscriber.heartbeats.start();
        subscriber.receivers.start();
        return subscriber;
    }

    @Override
    public Optional<String> problem() {
        return receivers.problem().or(circuit::problem);
    }

    private void problem(String what) {
        receivers.problem(what);
    }

    private void take(List<Message> messages, int places) {
        long now = surroundings.time().nanos();
        Duration visibilityTimeout = surroundings.subscription().visibilityTimeout();
        List<Held> received = messages.stream()
                .map(message -> new Held(message, now, visibilityTimeout))
                .toList();
        inFlight.take(
                places,
                received.size(),
                received.stream().mapToLong(Held::bytes).sum());
        surroundings.metrics().received.increment(received.size());
        handling.addAndGet(received.size());
        received.forEach(heartbeats::add);
        if (isStopping) {
            release(received);
            return;
        }
        for (List<Held> chain : groups.chains(received)) {
            Thread.ofVirtual()
                    .name(surroundings.name() + "-" + chain.getFirst().message().messageId())
                    .start(() -> handle(chain));
        }
    }

    /** One after the other: what comes behind a message that is not handled must not overtake it. */
    private void handle(List<Held> chain) {
        for (Held held : chain) {
            if (!handle(held)) {
                release(held.behind());
                return;
            }
        }
    }

    /** Whether it has come to its end. */
    private boolean handle(Held held) {
        Time time = surroundings.time();
        SubscriberMetrics metrics = surroundings.metrics();
        long start = time.nanos();
        if (!held.begin(start)) {
            return false;
        }
        metrics.ageAtStart.record(held.age(time.now()));
        Outcome outcome = outcome(held);
        metrics.handlerTime.record(Duration.ofNanos(time.nanos() - start));
        if (!held.end()) {
            LOG.warnf(
                    "%s: the handler of message %s has ended after %s; its message had been given back",
                    surroundings.name(), held.message().messageId(), Duration.ofNanos(time.nanos() - start));
            return false;
        }
        letGo(held);
        metrics.count(outcome);
        tell(circuit, outcome);
        boolean isOver = settlement.settle(held, outcome);
        if (!isOver) {
            groups.failed(
                    outcome instanceof Outcome.Again again
                            ? again.delay()
                            : surroundings.subscription().visibilityTimeout());
        }
        return isOver;
    }

    private Outcome outcome(Held held) {
        try {
            Received received = held.received();
            return probes.isAnswered(received.message()) ? new Outcome.Done() : handler.apply(received);
        } catch (Throwable e) {
            // Not even an error may keep a message in hand for good.
            Outcome.Failed failed = new Outcome.Failed(backoff.after(held.receiveCount()));
            LOG.errorf(e, "%s: %s comes back in %s", surroundings.name(), held, Durations.format(failed.delay()));
            return failed;
        }
    }

    private static void tell(Circuit circuit, Outcome outcome) {
        switch (outcome) {
            case Outcome.Unavailable away -> circuit.isAway(away.dependency(), away.why());
            case Outcome.Done done -> circuit.works();
            // Neither tells of what is away: it may not have been needed.
            case Outcome.Later later -> circuit.notTried();
            case Outcome.Refuse refused -> circuit.notTried();
            case Outcome.Failed failed -> circuit.works();
        }
    }

    private void letGo(Held held) {
        heartbeats.remove(held);
        handling.decrementAndGet();
    }

    private void leftBehind(Held held) {
        letGo(held);
        surroundings.metrics().leftBehind.increment();
        circuit.notTried();
        Outcome.Failed failed = new Outcome.Failed(backoff.after(held.receiveCount()));
        groups.failed(failed.delay());
        release(held.behind());
        settlement.settle(held, failed);
    }

    /** Gives back, for whoever receives next, what has not come to its end. */
    private void release(Collection<Held> messages) {
        List<Held> open = new ArrayList<>();
        for (Held held : messages) {
            if (held.leave("the message is given back")) {
                letGo(held);
                open.add(held);
            }
        }
        settlement.release(open);
    }

    @Override
    public void close() {
        isStopping = true;
        Duration drain = surroundings.config().drain();
        try {
            receivers.stop();
            // Not on this thread: an SQS that keeps silent must not hold up what follows.
            Thread.startVirtualThread(settlement::flush);
            if (!inFlight.awaitNone(drain.toNanos())) {
                LOG.warnf(
                        "%s: %d handlers are still at work after %s; they are interrupted and their messages given back",
                        surroundings.name(), handling.get(), drain);
                release(List.copyOf(heartbeats.inHand()));
                inFlight.awaitNone(FAREWELL.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeats.close();
        settlement.close();
        surroundings.time().close();
    }
}
