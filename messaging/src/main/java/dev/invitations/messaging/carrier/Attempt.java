package dev.invitations.messaging.carrier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to handle a message: the thread that is at it, and how it ends. It ends once: when the handler does, or
 * when it is left behind and its message given back; what the handler comes to after that counts for nothing.
 */
public class Attempt implements Heartbeat {
    private enum State {
        WAITING,
        HANDLING,
        INTERRUPTED,
        ENDED
    }

    private List<Runnable> renewals = List.of();
    private State state = State.WAITING;
    private boolean hasReturned;
    private Thread thread;
    private long start;
    private String interruption;

    /** The calling thread begins to handle the message. False where it was given back before. */
    public final synchronized boolean begin(long nanos) {
        if (state != State.WAITING) {
            return false;
        }
        state = State.HANDLING;
        thread = Thread.currentThread();
        start = nanos;
        return true;
    }

    /**
     * The handler has come to its end; an interrupt that came too late for it is taken back.
     *
     * @return whether what it came to counts
     */
    public final synchronized boolean end() {
        Thread.interrupted();
        hasReturned = true;
        renewals = List.of();
        return finish();
    }

    /**
     * Gives the message up, whatever its handler does. What that has asked to be renewed is renewed until it returns: it
     * may still be at what a lease protects.
     *
     * @return whether it had not ended: then its message is the caller's
     */
    public final synchronized boolean leave(String why) {
        interrupt(why);
        return finish();
    }

    private boolean finish() {
        boolean isOpen = state != State.ENDED;
        state = State.ENDED;
        return isOpen;
    }

    final synchronized boolean hasReturned() {
        return hasReturned;
    }

    protected final synchronized boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Asks a handler to end, once. True where it had not been asked before. */
    public final synchronized boolean interrupt(String why) {
        if (state != State.HANDLING) {
            return false;
        }
        state = State.INTERRUPTED;
        interruption = why;
        thread.interrupt();
        return true;
    }

    /** Why the handler was interrupted. */
    public final synchronized Optional<String> interruption() {
        return Optional.ofNullable(interruption);
    }

    /** How long it has been handled; nothing before it began. */
    final synchronized Duration taken(long nanos) {
        return state == State.WAITING ? Duration.ZERO : Duration.ofNanos(nanos - start);
    }

    final synchronized void beat() {
        renewals.forEach(Runnable::run);
    }

    @Override
    public final synchronized Renewal alsoRenew(Runnable renewal) {
        if (hasReturned) {
            return () -> {};
        }
        List<Runnable> more = new ArrayList<>(renewals);
        more.add(renewal);
        renewals = more;
        return () -> end(renewal);
    }

    private synchronized void end(Runnable renewal) {
        renewals = renewals.stream().filter(other -> other != renewal).toList();
    }
}
