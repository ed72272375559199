package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.sns.endpoint.EndpointDelivery;
import dev.invitations.station.aws.sns.endpoint.Undeliverable;
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
    private final EndpointDelivery endpoints;
    private final Signatures signatures;
    private final DeliveryLog log;
    private final StationClock clock;
    private final Supplier<Settings> settings;

    Fanout(
            Supplier<String> endpoint,
            QueueDelivery queues,
            EndpointDelivery endpoints,
            Signatures signatures,
            DeliveryLog log,
            StationClock clock,
            Supplier<Settings> settings) {
        this.endpoint = endpoint;
        this.queues = queues;
        this.endpoints = endpoints;
        this.signatures = signatures;
        this.log = log;
        this.clock = clock;
        this.settings = settings;
    }

    /** @throws SnsError as AWS throttles, where too much waits for slow queues and endpoints */
    void requireRoom() {
        if (queues.isFull() || endpoints.isFull() || signatures.isFull()) {
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
            } else if (subscription.isPending()) {
                log.notSent(publication.id(), subscription, "the subscription is pending confirmation");
            } else {
                send(notification, subscription);
            }
        }
    }

    private void send(Notification notification, Subscription subscription) {
        switch (subscription.protocol()) {
            case "sqs" -> notification.copyFor(subscription).onSuccess(this::toQueue);
            case "http", "https" -> notification.copyFor(subscription).onSuccess(this::toEndpoint);
            default ->
                log.notSent(
                        notification.id(),
                        subscription,
                        "the local station does not deliver to " + subscription.protocol());
        }
    }

    /** A text message to a phone, which nothing carries. */
    void notSent(Publication publication, String phone) {
        log.notSent(publication.id(), phone);
    }

    private void toQueue(Notification.Copy copy) {
        Subscription subscription = copy.subscription();
        QueueMessage message = copy.inQueue(subscription.endpoint());
        if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
            redrive(copy, "raw delivery to SQS carries at most 10 message attributes");
            return;
        }
        queues.deliver(subscription.topic().toString(), subscription.endpoint(), message)
                .onSuccess(_ -> log.delivered())
                .onFailure(e -> redrive(copy, e.getMessage()));
    }

    private void toEndpoint(Notification.Copy copy) {
        EndpointPolicy policy = EndpointPolicy.of(DeliveryPolicy.of(copy.subscription(), copy.topic()));
        endpoints
                .deliver(copy.toEndpoint(policy.contentType()), policy.retries())
                .onSuccess(_ -> log.delivered())
                .onFailure(e -> {
                    if (e instanceof Undeliverable refused
                            && refused.isClientError()
                            && !settings.get().redriveClientErrors()) {
                        log.lost(copy.id(), copy.subscription(), e.getMessage());
                    } else {
                        redrive(copy, e.getMessage());
                    }
                });
    }

    /** The dead-letter queue gets exactly what the endpoint would have got. */
    private void redrive(Notification.Copy copy, String reason) {
        Subscription subscription = copy.subscription();
        subscription
                .deadLetterQueue()
                .ifPresentOrElse(
                        queue -> queues.deliver(subscription.topic().toString(), queue, copy.inQueue(queue))
                                .onSuccess(_ -> log.deadLettered(copy.id(), subscription, reason))
                                .onFailure(e -> log.lost(
                                        copy.id(),
                                        subscription,
                                        reason + "; and its dead-letter queue " + queue + ": " + e.getMessage())),
                        () -> log.lost(
                                copy.id(), subscription, reason + "; the subscription has no dead-letter queue"));
    }
}
