package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.sns.signature.Signatures;
import dev.invitations.station.aws.sqs.QueueDelivery;
import dev.invitations.station.aws.sqs.QueueMessage;
import dev.invitations.station.aws.time.StationClock;
import java.util.function.Supplier;

/** Gives each subscription its copy of what is published, and what can't be delivered to its dead-letter queue. */
final class Fanout {
    private static final int MAX_RAW_ATTRIBUTES = 10;

    private final Supplier<String> endpoint;
    private final QueueDelivery queues;
    private final Signatures signatures;
    private final DeliveryLog log;
    private final StationClock clock;

    Fanout(
            Supplier<String> endpoint,
            QueueDelivery queues,
            Signatures signatures,
            DeliveryLog log,
            StationClock clock) {
        this.endpoint = endpoint;
        this.queues = queues;
        this.signatures = signatures;
        this.log = log;
        this.clock = clock;
    }

    /** @throws SnsError as AWS throttles, where too much waits for slow queues */
    void requireRoom() {
        if (queues.isFull() || signatures.isFull()) {
            throw new SnsError(429, "Throttled", "Rate exceeded");
        }
    }

    void deliver(Topic topic, Publication publication) {
        var notification = new Notification(publication, topic, clock.now(), endpoint.get(), signatures);
        for (Subscription subscription : topic.subscriptions()) {
            if (!subscription
                    .filter()
                    .matches(publication.messageFor(subscription.protocol()), publication.attributes())) {
                log.filtered();
            } else if (subscription.protocol().equals("sqs")) {
                notification
                        .bodyFor(subscription)
                        .onSuccess(body -> toQueue(notification, subscription, body))
                        .onFailure(e -> log.lost(publication.id(), subscription, e.getMessage()));
            } else {
                log.notSent(publication.id(), subscription, reasonNotToSend(subscription));
            }
        }
    }

    private static String reasonNotToSend(Subscription subscription) {
        return subscription.isPending()
                ? "the subscription is pending confirmation"
                : "the local station does not deliver to " + subscription.protocol();
    }

    /** A text message to a phone, which nothing carries. */
    void notSent(Publication publication, String phone) {
        log.notSent(publication.id(), phone);
    }

    private void toQueue(Notification notification, Subscription subscription, String body) {
        QueueMessage message = notification.inQueue(body, subscription, subscription.endpoint());
        if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
            redrive(notification, subscription, body, "raw delivery to SQS carries at most 10 message attributes");
            return;
        }
        queues.deliver(subscription.topic().toString(), subscription.endpoint(), message)
                .onSuccess(_ -> log.delivered())
                .onFailure(e -> redrive(notification, subscription, body, e.getMessage()));
    }

    /** The dead-letter queue gets exactly what the endpoint would have got. */
    private void redrive(Notification notification, Subscription subscription, String body, String reason) {
        String id = notification.publication().id();
        subscription
                .deadLetterQueue()
                .ifPresentOrElse(
                        queue -> queues.deliver(
                                        subscription.topic().toString(),
                                        queue,
                                        notification.inQueue(body, subscription, queue))
                                .onSuccess(_ -> log.deadLettered(id, subscription, reason))
                                .onFailure(e -> log.lost(
                                        id,
                                        subscription,
                                        reason + "; and its dead-letter queue " + queue + ": " + e.getMessage())),
                        () -> log.lost(id, subscription, reason + "; the subscription has no dead-letter queue"));
    }
}
