package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.station.aws.sqs.QueueMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint receives of a publication: the message itself where delivery is raw, else an envelope around it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Formats</a>
 */
final class Notification {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectWriter PRETTY =
            new JsonMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Notification() {}

    static QueueMessage forQueue(Publication publication, Subscription subscription, String endpoint, Instant now) {
        return subscription.isRaw()
                ? new QueueMessage(
                        publication.messageFor("sqs"),
                        publication.attributes(),
                        publication.group(),
                        deduplicationId(publication, subscription),
                        publication.trace())
                : new QueueMessage(
                        envelope(publication, subscription, endpoint, now),
                        Map.of(),
                        publication.group(),
                        deduplicationId(publication, subscription),
                        publication.trace());
    }

    /** A standard queue takes none. */
    private static Optional<String> deduplicationId(Publication publication, Subscription subscription) {
        return publication.deduplicationId().filter(_ -> subscription.endpoint().endsWith(".fifo"));
    }

    private static String envelope(Publication publication, Subscription subscription, String endpoint, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "Notification");
        json.put("MessageId", publication.id());
        json.put("TopicArn", subscription.topic().toString());
        publication.subject().ifPresent(subject -> json.put("Subject", subject));
        json.put("Message", publication.messageFor(subscription.protocol()));
        json.put("Timestamp", TIMESTAMP.format(now));
        json.put("SignatureVersion", "1");
        // Nothing signs yet, and an empty signature cannot be taken for a good one.
        json.put("Signature", "");
        json.put("SigningCertURL", endpoint + "/SimpleNotificationService-local.pem");
        json.put("UnsubscribeURL", endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        if (!publication.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("MessageAttributes");
            publication.attributes().forEach((name, attribute) -> write(attributes.putObject(name), attribute));
        }
        try {
            return PRETTY.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is always JSON", e);
        }
    }

    private static void write(ObjectNode json, MessageAttribute attribute) {
        json.put("Type", attribute.type()).put("Value", attribute.value());
    }
}
