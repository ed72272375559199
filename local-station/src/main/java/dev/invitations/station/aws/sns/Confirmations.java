package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.sns.endpoint.EndpointDelivery;
import dev.invitations.station.aws.sns.endpoint.EndpointMessage;
import dev.invitations.station.aws.sns.signature.Signatures;
import dev.invitations.station.aws.sqs.QueueDelivery;
import dev.invitations.station.aws.sqs.QueueMessage;
import dev.invitations.station.aws.time.StationClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks endpoints whether they want what they were subscribed to, and tells them when they no longer get it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-subscription-confirmation-json.html">The messages</a>
 */
final class Confirmations {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 128;
    private static final Duration TOKEN_LIFE = Duration.ofDays(2);
    /** A bound for who subscribes the same again and again. */
    private static final int MOST_TOKENS = 100_000;

    private static final Duration PENDING_LIFE = Duration.ofDays(3);

    private record Issued(Subscription subscription, long until) {}

    private final Topics topics;
    private final Signatures signatures;
    private final EndpointDelivery endpoints;
    private final QueueDelivery queues;
    private final Supplier<String> endpoint;
    private final DeliveryLog log;
    private final StationClock clock;
    /** Oldest first. */
    private final Map<String, Issued> tokens = new LinkedHashMap<>();

    private final Map<String, StationClock.Timer> expiries = new HashMap<>();

    Confirmations(
            Topics topics,
            Signatures signatures,
            EndpointDelivery endpoints,
            QueueDelivery queues,
            Supplier<String> endpoint,
            DeliveryLog log,
            StationClock clock) {
        this.topics = topics;
        this.signatures = signatures;
        this.endpoints = endpoints;
        this.queues = queues;
        this.endpoint = endpoint;
        this.log = log;
        this.clock = clock;
    }

    /** Asks the endpoint of a pending subscription, which disappears where it does not agree in three days. */
    void ask(Topic topic, Subscription subscription) {
        // Whether AWS counts from the first time it asked or from the last one is not known.
        keep(subscription.arn());
        expiries.put(subscription.arn(), clock.schedule(PENDING_LIFE, () -> {
            expiries.remove(subscription.arn());
            topics.remove(subscription);
        }));
        send(
                topic,
                subscription,
                "SubscriptionConfirmation",
                "You have chosen to subscribe to the topic " + topic.arn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
    }

    /** Tells the endpoint of a subscription that was deleted how to get it back. */
    void tellOfUnsubscribing(Topic topic, Subscription subscription) {
        if (!isHttp(subscription)) {
            return;
        }
        send(
                topic,
                subscription,
                "UnsubscribeConfirmation",
                "You have chosen to deactivate subscription " + subscription.arn()
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.");
    }

    /** Whose token that is; also where it was used before. */
    Optional<Subscription> subscriptionOf(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(issued -> clock.millis() < issued.until())
                .map(Issued::subscription);
    }

    /** A subscription is pending no more, or is gone. */
    void keep(String subscriptionArn) {
        Optional.ofNullable(expiries.remove(subscriptionArn)).ifPresent(StationClock.Timer::cancel);
    }

    void reset() {
        tokens.clear();
        expiries.values().forEach(StationClock.Timer::cancel);
        expiries.clear();
    }

    private void send(Topic topic, Subscription subscription, String type, String message) {
        if (!isHttp(subscription) && !subscription.protocol().equals("sqs")) {
            return;
        }
        String id = UUID.randomUUID().toString();
        String token = issueFor(subscription);
        String topicArn = topic.arn().toString();
        String timestamp = Envelope.timestamp(clock.now());
        String subscribeUrl = endpoint.get() + "/?Action=ConfirmSubscription&TopicArn=" + topicArn + "&Token=" + token;
        var signed = new TreeMap<>(Map.of(
                "Message", message,
                "MessageId", id,
                "SubscribeURL", subscribeUrl,
                "Timestamp", timestamp,
                "Token", token,
                "TopicArn", topicArn,
                "Type", type));
        signatures
                .sign(topic.signatureVersion(), signed)
                .map(signature -> new Envelope()
                        .with("Type", type)
                        .with("MessageId", id)
                        .with("Token", token)
                        .with("TopicArn", topicArn)
                        .with("Message", message)
                        .with("SubscribeURL", subscribeUrl)
                        .with("Timestamp", timestamp)
                        .with(signature)
                        .toString())
                .compose(body -> isHttp(subscription)
                        ? endpoints.deliver(
                                new EndpointMessage(
                                        type,
                                        id,
                                        topicArn,
                                        subscription.arn(),
                                        subscription.endpoint(),
                                        false,
                                        EndpointMessage.TEXT,
                                        body),
                                EndpointPolicy.of(DeliveryPolicy.of(subscription, topic))
                                        .retries())
                        : queues.deliver(topicArn, subscription.endpoint(), inQueue(body, subscription, id)))
                .onFailure(e -> log.notSent(id, subscription, type + ": " + e.getMessage()));
    }

    private static boolean isHttp(Subscription subscription) {
        return subscription.protocol().startsWith("http");
    }

    private static QueueMessage inQueue(String body, Subscription subscription, String id) {
        Optional<String> inOrder =
                Optional.of(id).filter(_ -> subscription.endpoint().endsWith(".fifo"));
        return new QueueMessage(body, Map.of(), inOrder, inOrder, Optional.empty());
    }

    private String issueFor(Subscription subscription) {
        long now = clock.millis();
        Iterator<Issued> oldest = tokens.values().iterator();
        while (oldest.hasNext() && (oldest.next().until() <= now || tokens.size() >= MOST_TOKENS)) {
            oldest.remove();
        }
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        String text = HexFormat.of().formatHex(token);
        tokens.put(text, new Issued(subscription, now + TOKEN_LIFE.toMillis()));
        return text;
    }
}
