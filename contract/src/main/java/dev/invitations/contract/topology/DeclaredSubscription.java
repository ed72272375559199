package dev.invitations.contract.topology;

import java.time.Duration;

/**
 * A subscription of a topic: where the topic's messages go, which of them, and what becomes of those that can't be
 * delivered. There is none without a dead-letter queue.
 */
public sealed interface DeclaredSubscription permits QueueSubscription, HttpSubscription {

    /** What is put in front of the names of queues; see {@link Topology#prefix()}. */
    String prefix();

    /** The name by which it is declared, and by which a handler names it. */
    String name();

    /** Which messages it carries; {@link FilterPolicy#ALL} where none is declared. */
    FilterPolicy filter();

    /** How long the dead-letter queue keeps a message, from 1 minute to 14 days; it counts from when it was first sent. */
    Duration deadLetterRetention();

    /** SNS's name of the way it delivers: {@code sqs}, {@code http} or {@code https}. */
    String protocol();

    /** Whether the order of messages is kept, by FIFO queues. */
    boolean fifo();

    /** The name of the dead-letter queue, for messages that SNS can't deliver and for those the worker can't handle. */
    default String deadLetterQueue() {
        return prefix() + name() + "-dlq" + (fifo() ? ".fifo" : "");
    }
}
