package dev.invitations.messaging.carrier;

import dev.invitations.contract.topology.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Beats for the attempts that a consumer has in hand: renews what must be, and ends those that take longer than the
 * subscription declares. Such a handler is interrupted first; one that doesn't heed that is left behind: its message is
 * given back, and only what it asked to be renewed is, until it returns.
 */
public final class Heartbeats<A extends Attempt> {
    /** How long an interrupted handler may take to end in order. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final Time time;
    private final Duration handlerTimeout;
    private final Duration period;
    private final Keeper<A> keeper;
    private final Set<A> inHand = ConcurrentHashMap.newKeySet();
    private final Set<A> leftBehind = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** What a carrier does with each beat. */
    public interface Keeper<A extends Attempt> {

        /** Keeps hidden those whose time is running out. Must not block. */
        void keepHidden(Collection<A> attempts);

        /** Gives back the message of a handler that was left behind. */
        void giveBack(A attempt);
    }

    /**
     * @param visibilityTimeout how long a message stays hidden from one extension on
     * @param handlerTimeout how long a handler may take
     */
    public Heartbeats(Time time, Duration visibilityTimeout, Duration handlerTimeout, Keeper<A> keeper) {
        this.time = time;
        this.handlerTimeout = handlerTimeout;
        this.keeper = keeper;
        this.period = period(visibilityTimeout, handlerTimeout);
    }

    /** Several times within each of them: a beat that gets lost must not be the last. */
    private static Duration period(Duration visibilityTimeout, Duration handlerTimeout) {
        Duration sixth = visibilityTimeout.dividedBy(6);
        Duration tenth = handlerTimeout.dividedBy(10);
        Duration shorter = sixth.compareTo(tenth) < 0 ? sixth : tenth;
        return shorter.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : shorter;
    }

    public void start() {
        time.after(period, this::beatOn);
    }

    public void add(A attempt) {
        inHand.add(attempt);
    }

    public void remove(A attempt) {
        inHand.remove(attempt);
    }

    /** Those that have not ended. */
    public Collection<A> inHand() {
        return inHand;
    }

    private void beatOn() {
        try {
            beat();
        } catch (Throwable e) {
            // Whatever it is: without a heart all long handlers' messages would be handled twice.
            LOG.error("a heartbeat failed", e);
        }
        if (!isClosed) {
            time.after(period, this::beatOn);
        }
    }

    private void beat() {
        long now = time.nanos();
        for (A attempt : inHand) {
            if (attempt.taken(now).compareTo(handlerTimeout) > 0
                    && attempt.interrupt("handlerTimeout is " + handlerTimeout)) {
                // Not with a later beat: that may come much later. Nor with this one: others' beats would wait.
                time.after(GRACE, () -> leave(attempt));
            }
            renew(attempt);
        }
        keeper.keepHidden(inHand);
        leftBehind.removeIf(Attempt::hasReturned);
        leftBehind.forEach(Heartbeats::renew);
    }

    private static void renew(Attempt attempt) {
        try {
            attempt.beat();
        } catch (Throwable e) {
            // Of this one only: all others' messages must stay hidden.
            LOG.errorf(e, "%s: a lease was not renewed", attempt);
        }
    }

    private void leave(A attempt) {
        if (attempt.leave("handlerTimeout is " + handlerTimeout)) {
            inHand.remove(attempt);
            leftBehind.add(attempt);
            LOG.warnf(
                    "%s: its handler is still at work after %s though interrupted, since handlerTimeout is %s; the "
                            + "message is given back, and what the handler comes to does not count",
                    attempt, Durations.format(attempt.taken(time.nanos())), Durations.format(handlerTimeout));
            keeper.giveBack(attempt);
        }
    }

    public void close() {
        isClosed = true;
    }
}
