package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.fault.Faults;
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
    private final DeliveryLog log;
    private final StationClock clock;
    private final Supplier<Settings> settings;
    private final FaultyDeliveries faulty;

    Fanout(
            Supplier<String> endpoint,
            QueueDelivery queues,
            DeliveryLog log,
            StationClock clock,
            Supplier<Settings> settings,
            Faults faults) {
        this.endpoint = endpoint;
        this.queues = queues;
        this.log = log;
        this.clock = clock;
        this.settings = settings;
        this.faulty = new FaultyDeliveries(faults, clock);
    }

    /** @throws SnsError as AWS throttles, where too much waits for slow queues */
    void requireRoom() {
        if (queues.isFull()) {
            throw SnsError.throttled();
        }
    }

    void deliver(Topic topic, Publication publication) {
        for (Subscription subscription : topic.subscriptions()) {
            if (!subscription
                    .filter()
                    .matches(publication.messageFor(subscription.protocol()), publication.attributes())) {
                log.filtered();
            } else if (subscription.protocol().equals("sqs")) {
                faulty.deliver(new ToQueue(publication, subscription));
            } else {
                log.notSent(publication.id(), subscription, reasonNotToSend(subscription));
            }
        }
    }

    /** How many deliveries wait for their time, since a fault was asked for. */
    int heldUp() {
        return faulty.heldUp();
    }

    /** Forgets what is held up; the clock is to forget when it was to go on. */
    void reset() {
        faulty.reset();
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

    private final class ToQueue implements FaultyDeliveries.Delivery {
        private final Publication publication;
        private final Subscription subscription;
        private final QueueMessage message;

        ToQueue(Publication publication, Subscription subscription) {
            this.publication = publication;
            this.subscription = subscription;
            this.message = Notification.forQueue(publication, subscription, endpoint.get(), clock.now());
        }

        @Override
        public Subscription subscription() {
            return subscription;
        }

        @Override
        public Future<Void> send() {
            if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
                giveUp("raw delivery to SQS carries at most 10 message attributes");
                return Future.succeededFuture();
            }
            return queues.deliver(subscription.topic().toString(), subscription.endpoint(), message)
                    .onSuccess(_ -> log.delivered())
                    .onFailure(e -> giveUp(e.getMessage()));
        }

        @Override
        public void giveUp(String reason) {
            redrive(publication, subscription, message, reason);
        }

        @Override
        public Optional<Duration> pause(int retry) {
            return QueueDelivery.pause(retry);
        }
    }

    /** The dead-letter queue gets exactly what the endpoint would have got. */
    private void redrive(Publication publication, Subscription subscription, QueueMessage message, String reason) {
        subscription
                .deadLetterQueue()
                .ifPresentOrElse(
                        queue -> queues.deliver(subscription.topic().toString(), queue, message)
                                .onSuccess(_ -> log.deadLettered(publication.id(), subscription, reason))
                                .onFailure(e -> log.lost(
                                        publication.id(),
                                        subscription,
                                        reason + "; and its dead-letter queue " + queue + ": " + e.getMessage())),
                        () -> log.lost(
                                publication.id(),
                                subscription,
                                reason + "; the subscription has no dead-letter queue"));
    }
}
