package dev.invitations.messaging.carrier;

/**
 * Beats a few times within each visibility timeout while a message is handled, and keeps the message hidden from other
 * receivers. What else must not end before the handler does, such as a lease, is renewed along with it.
 */
public interface Heartbeat {
    /** Of a message that nothing beats for. */
    Heartbeat NONE = _ -> () -> {};

    /**
     * Runs {@code renewal} with each beat until the answer is closed or the handler returns, also where its message was
     * given back before that.
     *
     * @param renewal must not block: others' beats wait for it
     */
    Renewal alsoRenew(Runnable renewal);

    /** What is renewed along with the message, until it is closed. */
    @FunctionalInterface
    interface Renewal extends AutoCloseable {
        @Override
        void close();
    }
}
