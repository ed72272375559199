package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.SubscriberConfig;
import dev.invitations.messaging.carrier.Time;

/** What every part of a subscriber works with. */
record Surroundings(
        QueueSubscription subscription,
        SubscriberConfig config,
        Queue queue,
        Queue deadLetters,
        Time time,
        SubscriberMetrics metrics) {

    /** The name of the subscription, with which every line of the log begins. */
    String name() {
        return subscription.name();
    }
}
