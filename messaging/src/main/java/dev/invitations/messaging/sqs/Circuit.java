package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.Durations;
import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.carrier.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Opens when what handlers need is away: nothing is received then, since each message would only use up a receive. What
 * is away is asked again and again, not the messages; once it answers, one message at a time is tried, and the first that
 * is handled closes the circuit.
 */
final class Circuit {
    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Logger LOG = Logger.getLogger(Circuit.class);

    /** As a metric shows it. */
    enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    private final String subscription;
    private final Time time;
    private volatile State state = State.CLOSED;
    private boolean isTried;
    private int openings;
    private String why;

    Circuit(String subscription, Time time) {
        this.subscription = subscription;
        this.time = time;
    }

    State state() {
        return state;
    }

    /** What is away. */
    synchronized Optional<String> problem() {
        return state == State.OPEN ? Optional.of(why + "; nothing is received until it is back") : Optional.empty();
    }

    /** Waits while it is open; answers how many messages may be received now. */
    synchronized int await() throws InterruptedException {
        while (state == State.OPEN || state == State.HALF_OPEN && isTried) {
            wait();
        }
        if (state == State.CLOSED) {
            return Queue.BATCH;
        }
        isTried = true;
        return 1;
    }

    /** The receive that {@link #await} allowed brought nothing to try, or what it brought was not tried. */
    void notTried() {
        if (state != State.CLOSED) {
            tryAnother();
        }
    }

    private synchronized void tryAnother() {
        isTried = false;
        notifyAll();
    }

    /** A message came to its end, and nothing that it needed was away. */
    void works() {
        if (state != State.CLOSED) {
            worksAgain();
        }
    }

    private synchronized void worksAgain() {
        isTried = false;
        // What was received before it opened tells nothing of now.
        if (state == State.HALF_OPEN) {
            LOG.infof("%s: receiving again", subscription);
            state = State.CLOSED;
            openings = 0;
        }
        notifyAll();
    }

    synchronized void isAway(Dependency dependency, String reason) {
        isTried = false;
        if (state == State.OPEN) {
            return;
        }
        state = State.OPEN;
        openings++;
        why = reason;
        LOG.warnf("%s: %s; nothing is received until it is back", subscription, reason);
        checkLater(dependency, openings, PAUSE.after(openings));
    }

    private void checkLater(Dependency dependency, int attempt, Duration pause) {
        time.after(pause, () -> check(dependency, attempt));
    }

    private void check(Dependency dependency, int attempt) {
        try {
            dependency.check();
        } catch (Throwable e) {
            Duration pause = PAUSE.after(attempt + 1);
            LOG.infof(
                    "%s: still away, and asked again in %s: %s",
                    subscription, Durations.format(pause), Objects.toString(e.getMessage(), e.toString()));
            checkLater(dependency, attempt + 1, pause);
            return;
        }
        tryOne();
    }

    private synchronized void tryOne() {
        state = State.HALF_OPEN;
        notifyAll();
    }
}
