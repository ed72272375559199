package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sns.endpoint.EndpointMessage;
import dev.invitations.station.aws.sns.signature.Signature;
import dev.invitations.station.aws.sns.signature.Signatures;
import dev.invitations.station.aws.sqs.QueueMessage;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A publication as its subscribers receive it: the message itself where delivery is raw, else an envelope around it,
 * signed once for all of them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Formats</a>
 */
final class Notification {
    private static final String TYPE = "Notification";

    private final Publication publication;
    private final Topic topic;
    private final String timestamp;
    private final String endpoint;
    private final Signatures signatures;
    /** By the message that they are of: there can be one for each protocol. */
    private final Map<String, Future<Signature>> made = new HashMap<>();

    /** @param endpoint where SNS is reached, such as {@code http://localhost:4566} */
    Notification(Publication publication, Topic topic, Instant time, String endpoint, Signatures signatures) {
        this.publication = publication;
        this.topic = topic;
        this.timestamp = Envelope.timestamp(time);
        this.endpoint = endpoint;
        this.signatures = signatures;
    }

    /** The message's. */
    String id() {
        return publication.id();
    }

    /** What one subscription gets of it. */
    final class Copy {
        private final Subscription subscription;
        private final String body;
        private final boolean raw;

        private Copy(Subscription subscription, String body, boolean raw) {
            this.subscription = subscription;
            this.body = body;
            this.raw = raw;
        }

        String id() {
            return publication.id();
        }

        Topic topic() {
            return topic;
        }

        Subscription subscription() {
            return subscription;
        }

        /** For a queue, be it the subscription's endpoint or its dead-letter queue. */
        QueueMessage inQueue(String queueArn) {
            return new QueueMessage(
                    body,
                    raw ? publication.attributes() : Map.of(),
                    publication.group(),
                    // A standard queue takes none.
                    publication.deduplicationId().filter(_ -> queueArn.endsWith(".fifo")),
                    publication.trace());
        }

        EndpointMessage toEndpoint(String contentType) {
            return new EndpointMessage(
                    TYPE,
                    publication.id(),
                    topic.arn().toString(),
                    subscription.arn(),
                    subscription.endpoint(),
                    raw,
                    contentType,
                    body);
        }
    }

    Future<Copy> copyFor(Subscription subscription) {
        String message = publication.messageFor(subscription.protocol());
        return subscription.isRaw()
                ? Future.succeededFuture(new Copy(subscription, message, true))
                : made.computeIfAbsent(message, this::signature)
                        .map(signature -> new Copy(subscription, envelope(message, subscription, signature), false));
    }

    private Future<Signature> signature(String message) {
        SortedMap<String, String> fields = new TreeMap<>(Map.of(
                "Message", message,
                "MessageId", publication.id(),
                "Timestamp", timestamp,
                "TopicArn", topic.arn().toString(),
                "Type", TYPE));
        publication.subject().ifPresent(subject -> fields.put("Subject", subject));
        return signatures.sign(topic.signatureVersion(), fields);
    }

    private String envelope(String message, Subscription subscription, Signature signature) {
        var envelope = new Envelope()
                .with("Type", TYPE)
                .with("MessageId", publication.id())
                .with("TopicArn", topic.arn().toString());
        publication.subject().ifPresent(subject -> envelope.with("Subject", subject));
        envelope.with("Message", message)
                .with("Timestamp", timestamp)
                .with(signature)
                .with("UnsubscribeURL", endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        if (!publication.attributes().isEmpty()) {
            ObjectNode attributes = envelope.object("MessageAttributes");
            publication.attributes().forEach((name, attribute) -> attributes
                    .putObject(name)
                    .put("Type", attribute.type())
                    .put("Value", attribute.value()));
        }
        return envelope.toString();
    }
}
