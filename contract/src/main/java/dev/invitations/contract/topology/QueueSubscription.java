package dev.invitations.contract.topology;

import java.time.Duration;

/**
 * A subscription of an SQS queue of the same name, from which a worker receives.
 *
 * @param visibilityTimeout how long a received message stays hidden from other receivers, from 1 second to 12 hours
 * @param handlerTimeout how long a worker may handle a message, which it keeps hidden that long, before it is
 *     interrupted and the message given back, from 100 milliseconds; together with {@code visibilityTimeout} 12 hours at
 *     most
 * @param maxReceives how often a message is received before it goes to the dead-letter queue, from 1 to 1,000
 * @param retention how long the queue keeps a message, from 1 minute to 14 days
 * @param deadLetterRetention at least {@code retention}
 */
public record QueueSubscription(
        String prefix,
        String name,
        boolean fifo,
        FilterPolicy filter,
        Duration visibilityTimeout,
        Duration handlerTimeout,
        int maxReceives,
        Duration retention,
        Duration deadLetterRetention)
        implements DeclaredSubscription {

    @Override
    public String protocol() {
        return "sqs";
    }

    /** The name of the queue that the subscription delivers to. */
    public String queue() {
        return prefix + name + (fifo ? ".fifo" : "");
    }
}
