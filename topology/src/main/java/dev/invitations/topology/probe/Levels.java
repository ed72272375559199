package dev.invitations.topology.probe;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.topology.aws.QueueDepth;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How full a subscription's queues are at one moment.
 *
 * @param queue empty where there is none, as of an endpoint
 * @param deadLetters empty where there is none, though there should be
 */
record Levels(Optional<QueueDepth> queue, Optional<QueueDepth> deadLetters) {

    static Levels of(DeclaredSubscription subscription, SqsClient sqs) {
        return new Levels(
                subscription instanceof QueueSubscription own ? QueueDepth.of(sqs, own.queue()) : Optional.empty(),
                QueueDepth.of(sqs, subscription.deadLetterQueue()));
    }

    long inQueue() {
        return queue.map(QueueDepth::total).orElse(0L);
    }

    long dead() {
        return deadLetters.map(QueueDepth::total).orElse(0L);
    }
}
