package dev.invitations.contract.topology;

import java.time.Duration;

/**
 * A subscription of a topic to an SQS queue of the same name. There is none without a dead-letter queue.
 *
 * @param filter which messages it carries; {@link FilterPolicy#ALL} where none is declared
 * @param visibilityTimeout how long a received message stays hidden from other receivers, up to 12 hours
 * @param maxReceives how often a message is received before it goes to the dead-letter queue, from 1 to 1,000
 * @param retention how long the queue keeps a message, from 1 minute to 14 days
 * @param deadLetterRetention how long the dead-letter queue keeps a message, at least {@code retention}
 */
public record DeclaredSubscription(
        String name,
        FilterPolicy filter,
        Duration visibilityTimeout,
        int maxReceives,
        Duration retention,
        Duration deadLetterRetention) {

    /** The name of the queue that the subscription delivers to. */
    public String queue() {
        return name;
    }

    /** The name of the dead-letter queue, for messages that SNS can't deliver and for those the worker can't handle. */
    public String deadLetterQueue() {
        return name + "-dlq";
    }
}
