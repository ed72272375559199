package dev.invitations.bench.sqs;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** An SQS, and what only who measures may know of it. */
public interface QueueServer extends AutoCloseable {

    /** What it is, for people. */
    String title();

    /** Answers a consumer. */
    void answer(HttpServerRequest http, Buffer body);

    /** Has so many messages in the queue at once, or nearly so; returns when the first can be received. */
    void add(String queue, int messages) throws InterruptedException;

    /**
     * Sends so many messages per second from now on, until {@link #stop}.
     *
     * @param withSlow whether one in a hundred is slow
     */
    void send(String queue, int perSecond, boolean withSlow);

    /** Sends nothing more, and forgets what was not received. */
    void stop(String queue) throws InterruptedException;

    /** How many messages are to be received or to be deleted. */
    int remaining(String queue);

    /** How often the queue's consumers called it until now: to receive, to delete, or to change a visibility timeout. */
    int calls(String queue);

    @Override
    void close();
}
