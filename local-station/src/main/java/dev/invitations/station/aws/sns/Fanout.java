package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.sns.endpoint.EndpointDelivery;
import dev.invitations.station.aws.sns.endpoint.Undeliverable;
import dev.invitations.station.aws.sns.signature.Signatures;
import dev.invitations.station.aws.sqs.QueueDelivery;
import dev.invitations.station.aws.sqs.QueueMessage;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
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
    private final FaultyDeliveries faulty;

    Fanout(
            Supplier<String> endpoint,
            QueueDelivery queues,
            EndpointDelivery endpoints,
            Signatures signatures,
            DeliveryLog log,
            StationClock clock,
            Supplier<Settings> settings,
            Faults faults) {
        this.endpoint = endpoint;
        this.queues = queues;
        this.endpoints = endpoints;
        this.signatures = signatures;
        this.log = log;
        this.clock = clock;
        this.settings = settings;
        this.faulty = new FaultyDeliveries(faults, clock);
    }

    /** @throws SnsError as AWS throttles, where too much waits for slow queues and endpoints */
    void requireRoom() {
        if (queues.isFull() || endpoints.isFull() || signatures.isFull()) {
            throw SnsError.throttled();
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
            case "sqs" -> notification.copyFor(subscription).onSuccess(copy -> faulty.deliver(new ToQueue(copy)));
            case "http", "https" ->
                notification.copyFor(subscription).onSuccess(copy -> faulty.deliver(new ToEndpoint(copy)));
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

    /** How many deliveries wait for their time, since a fault was asked for. */
    int heldUp() {
        return faulty.heldUp();
    }

    /** Forgets what is held up; the clock is to forget when it was to go on. */
    void reset() {
        faulty.reset();
    }

    private final class ToQueue implements FaultyDeliveries.Delivery {
        private final Notification.Copy copy;
        private final QueueMessage message;

        ToQueue(Notification.Copy copy) {
            this.copy = copy;
            this.message = copy.inQueue(copy.subscription().endpoint());
        }

        @Override
        public Subscription subscription() {
            return copy.subscription();
        }

        @Override
        public Future<Void> send() {
            if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
                giveUp("raw delivery to SQS carries at most 10 message attributes");
                return Future.succeededFuture();
            }
            return queues.deliver(
                            subscription().topic().toString(), subscription().endpoint(), message)
                    .onSuccess(_ -> log.delivered())
                    .onFailure(e -> giveUp(e.getMessage()));
        }

        @Override
        public void giveUp(String reason) {
            redrive(copy, reason);
        }

        @Override
        public Optional<Duration> pause(int retry) {
            return QueueDelivery.pause(retry);
        }
    }

    private final class ToEndpoint implements FaultyDeliveries.Delivery {
        private final Notification.Copy copy;
        private final EndpointPolicy policy;

        ToEndpoint(Notification.Copy copy) {
            this.copy = copy;
            this.policy = EndpointPolicy.of(DeliveryPolicy.of(copy.subscription(), copy.topic()));
        }

        @Override
        public Subscription subscription() {
            return copy.subscription();
        }

        @Override
        public Future<Void> send() {
            return endpoints
                    .deliver(copy.toEndpoint(policy.contentType()), policy.retries())
                    .onSuccess(_ -> log.delivered())
                    .onFailure(this::giveUp);
        }

        private void giveUp(Throwable e) {
            if (e instanceof Undeliverable refused
                    && refused.isClientError()
                    && !settings.get().redriveClientErrors()) {
                log.lost(copy.id(), copy.subscription(), e.getMessage());
            } else {
                giveUp(e.getMessage());
            }
        }

        @Override
        public void giveUp(String reason) {
            redrive(copy, reason);
        }

        @Override
        public Optional<Duration> pause(int retry) {
            return policy.retries().delays().stream().skip(retry - 1L).findFirst();
        }
    }

    /** The dead-letter queue gets exactly what the endpoint would have got. */
    private void redrive(Notification.Copy copy, String reason) {
        Subscription subscription = copy.subscription();
        subscription
                .deadLetterQueue()
                .ifPresentOrElse(
                        queue -> toDeadLetterQueue(queue, copy)
                                .onSuccess(_ -> log.deadLettered(copy.id(), subscription, reason))
                                .onFailure(e -> log.lost(
                                        copy.id(),
                                        subscription,
                                        reason + "; and its dead-letter queue " + queue + ": " + e.getMessage())),
                        () -> log.lost(
                                copy.id(), subscription, reason + "; the subscription has no dead-letter queue"));
    }

    /** AWS does not say when it refuses one that is elsewhere; this is the latest moment. */
    private Future<Void> toDeadLetterQueue(String queue, Notification.Copy copy) {
        Subscription subscription = copy.subscription();
        boolean isElsewhere = Arn.parse(queue)
                .filter(arn -> arn.account().equals(subscription.owner())
                        && arn.region().equals(subscription.topic().region()))
                .isEmpty();
        return isElsewhere
                ? Future.failedFuture("it is not of the subscription's account and region")
                : queues.deliver(subscription.topic().toString(), queue, copy.inQueue(queue));
    }
}
