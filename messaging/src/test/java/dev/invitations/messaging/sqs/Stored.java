package dev.invitations.messaging.sqs;

import java.time.Instant;

/** A message in the model's queue. */
final class Stored {
    private final String id;
    private final String body;
    private final String group;
    private final Instant sent;
    private int receives;
    private long hiddenUntil;
    private Receipt receipt;

    /**
     * @param group null where the queue is not FIFO
     */
    Stored(String id, String body, String group, Instant sent, long now) {
        this.id = id;
        this.body = body;
        this.group = group;
        this.sent = sent;
        this.hiddenUntil = now;
    }

    Receipt receive(ModelQueue by, long now) {
        receipt = new Receipt(this, ++receives, by, now);
        return receipt;
    }

    void hideUntil(long nanos) {
        hiddenUntil = nanos;
    }

    boolean isHidden(long now) {
        return hiddenUntil - now > 0;
    }

    boolean isInFlight(long now) {
        return receives > 0 && isHidden(now);
    }

    String id() {
        return id;
    }

    String body() {
        return body;
    }

    String group() {
        return group;
    }

    Instant sent() {
        return sent;
    }

    int receives() {
        return receives;
    }

    /** The latest; null where there is none. */
    Receipt receipt() {
        return receipt;
    }

    @Override
    public String toString() {
        return id + (group == null ? "" : "(" + group + ")");
    }
}
