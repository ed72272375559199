package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.Durations;
import dev.invitations.messaging.Backoff;
import dev.invitations.topology.aws.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives by long polling: with one receiver where nothing comes, with two where something does, and with more the more
 * comes, since a receive that is full tells of others. They pause only where all places are taken, or the circuit is open.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html">SQS:
 *     long polling</a>
 */
final class Receivers {
    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));
    private static final int LEAN_ENOUGH = 2;
    /** While one is about to receive again, the other waits for what comes next. */
    private static final int SOME_TRAFFIC = 2;

    private static final Duration ABORTED = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(Receivers.class);

    private final Surroundings surroundings;
    private final InFlight inFlight;
    private final Circuit circuit;
    private final IntSupplier batch;
    private final ObjIntConsumer<List<Message>> taker;
    private final Set<Thread> receivers = new HashSet<>();
    private volatile boolean isStopping;
    private volatile Optional<String> problem = Optional.of("starting to receive");

    /** What a receive was to bring, what there was room for, and what it brought. */
    private record Yield(int wanted, int places, int messages) {
        /**
         * How many receivers it is worth, at least. A full one tells of more messages; where there was no room for more,
         * another receiver would be of no use.
         */
        int worth(int most) {
            return messages == wanted ? most : messages > 0 ? Math.min(most, SOME_TRAFFIC) : 1;
        }

        boolean isLean() {
            return messages * 2 < places;
        }

        boolean isEmpty() {
            return messages == 0;
        }
    }

    /**
     * @param batch how many messages to ask for, at most
     * @param taker takes what was received, and the places that were reserved for it
     */
    Receivers(
            Surroundings surroundings,
            InFlight inFlight,
            Circuit circuit,
            IntSupplier batch,
            ObjIntConsumer<List<Message>> taker) {
        this.surroundings = surroundings;
        this.inFlight = inFlight;
        this.circuit = circuit;
        this.batch = batch;
        this.taker = taker;
    }

    void start() {
        addOne(1);
    }

    Optional<String> problem() {
        return problem;
    }

    /** Something is wrong; the next receive looks whether it still is. */
    void problem(String what) {
        problem = Optional.of(what);
    }

    synchronized int count() {
        return receivers.size();
    }

    /**
     * @param most as many as there may be then
     */
    private synchronized void addOne(int most) {
        if (!isStopping && receivers.size() < most) {
            Thread receiver =
                    Thread.ofVirtual().name(surroundings.name() + "-receiver").unstarted(this::receiveUntilTooMany);
            receivers.add(receiver);
            receiver.start();
        }
    }

    /** Whether the calling receiver may end: so many go on. */
    private synchronized boolean leaves(int others) {
        return receivers.size() > others && receivers.remove(Thread.currentThread());
    }

    private void receiveUntilTooMany() {
        int failures = 0;
        int lean = 0;
        while (!isStopping) {
            try {
                Yield yield = receive(Math.min(circuit.await(), batch.getAsInt()));
                failures = 0;
                lean = yield.isLean() ? lean + 1 : 0;
                addOne(yield.worth(surroundings.config().maxReceivers()));
                if (yield.isEmpty() && leaves(1) || lean >= LEAN_ENOUGH && leaves(SOME_TRAFFIC)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // Whatever it is: were the last receiver to end here, the worker would look well and do nothing.
                circuit.notTried();
                if (isStopping || leaves(1)) {
                    return;
                }
                failed(e, ++failures);
            }
        }
    }

    private Yield receive(int wanted) throws InterruptedException {
        int places = inFlight.reserve(wanted);
        int taken = 0;
        try {
            // The first look, and the first one after a problem, is short, and tells whether all is there.
            boolean isDoubtful = problem.isPresent();
            if (isDoubtful) {
                surroundings.deadLetters().look();
            }
            List<Message> messages = surroundings
                    .queue()
                    .receive(
                            places,
                            isDoubtful ? Duration.ZERO : surroundings.config().longPoll());
            if (isDoubtful) {
                problem = Optional.empty();
                LOG.infof("%s: receiving", surroundings.name());
            }
            if (messages.isEmpty()) {
                surroundings.metrics().emptyReceives.increment();
                circuit.notTried();
            } else {
                taken = places;
                taker.accept(messages, places);
            }
            return new Yield(wanted, places, messages.size());
        } finally {
            inFlight.take(places - taken, 0, 0);
        }
    }

    private void failed(Throwable e, int failures) {
        surroundings.queue().forget();
        surroundings.deadLetters().forget();
        Duration pause = PAUSE.after(failures);
        problem = Optional.of(
                e instanceof QueueMissing
                        ? e.getMessage()
                        : "can't receive: " + (e instanceof SdkException refusal ? Reason.of(refusal) : e.toString()));
        LOG.warnf("%s: %s; trying again in %s", surroundings.name(), problem.orElseThrow(), Durations.format(pause));
        try {
            surroundings.time().sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Aborts the receives that are under way. What one of them brings all the same is taken. */
    void stop() throws InterruptedException {
        List<Thread> stopped;
        synchronized (this) {
            isStopping = true;
            stopped = List.copyOf(receivers);
        }
        stopped.forEach(Thread::interrupt);
        long end = System.nanoTime() + ABORTED.toNanos();
        for (Thread receiver : stopped) {
            receiver.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}
