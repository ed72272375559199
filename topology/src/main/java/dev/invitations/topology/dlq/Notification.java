package dev.invitations.topology.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.topology.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SNS's envelope around a message, which is what an HTTP(S) endpoint gets, and what lies in the dead-letter queue where
 * it did not.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html">SNS: HTTP/HTTPS notification JSON
 *     format</a>
 */
record Notification(String messageId, String topicArn, String message, Map<String, String> attributes) {
    /** The notification that a body is; empty where it is something else. */
    static Optional<Notification> of(String body) {
        JsonNode json = JsonText.read(body);
        if (!json.path("Type").asText().equals("Notification")
                || !json.path("MessageId").isTextual()) {
            return Optional.empty();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        json.path("MessageAttributes")
                .properties()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(), attribute.getValue().path("Value").asText()));
        return Optional.of(new Notification(
                json.path("MessageId").asText(),
                json.path("TopicArn").asText(),
                json.path("Message").asText(),
                attributes));
    }
}
