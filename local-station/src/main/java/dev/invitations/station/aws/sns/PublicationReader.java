package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads a message to publish, with AWS's complaints about wrong ones. */
final class PublicationReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_SUBJECT = 100;

    private PublicationReader() {}

    /** @param path of the message in the request, for errors that name it: empty or with a final dot */
    static Publication read(QueryParameters message, String path, Topic topic, AwsRequest request) {
        return read(message, path, deduplicationId(message, topic), request);
    }

    /** Reads a message that goes to no topic. */
    static Publication read(QueryParameters message, AwsRequest request) {
        return read(message, "", Optional.empty(), request);
    }

    private static Publication read(
            QueryParameters message, String path, Optional<String> deduplicationId, AwsRequest request) {
        String text = message.text("Message").orElseThrow(() -> SnsError.missing(path + "message"));
        if (text.isEmpty()) {
            throw SnsError.invalidParameter("Empty message");
        }
        Optional<String> subject = message.text("Subject");
        subject.ifPresent(PublicationReader::requireSubject);
        Map<String, String> structured =
                message.text("MessageStructure").orElse("").equals("json") ? structured(text) : Map.of();
        Map<String, MessageAttribute> attributes = MessageAttributes.of(message, path);
        return new Publication(
                UUID.randomUUID().toString(),
                structured.getOrDefault("default", text),
                structured,
                subject,
                attributes,
                message.text("MessageGroupId"),
                deduplicationId,
                Optional.ofNullable(request.http().getHeader("x-amzn-trace-id")));
    }

    private static Optional<String> deduplicationId(QueryParameters message, Topic topic) {
        Optional<String> given = message.text("MessageDeduplicationId");
        if (topic.fifo().isEmpty()) {
            if (given.isPresent()) {
                throw SnsError.invalidParameter(
                        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                                + " parameter that is not valid for this topic type");
            }
            return Optional.empty();
        }
        if (message.text("MessageGroupId").isEmpty()) {
            throw SnsError.invalidParameter("The MessageGroupId parameter is required for FIFO topics");
        }
        boolean byContent = "true".equals(topic.attributes().get("ContentBasedDeduplication"));
        if (given.isEmpty() && !byContent) {
            throw SnsError.invalidParameter("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        return given.or(() -> message.text("Message").map(PublicationReader::sha256));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void requireSubject(String subject) {
        if (subject.isEmpty()
                || subject.codePointCount(0, subject.length()) > MAX_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw SnsError.invalidParameter("Subject");
        }
    }

    private static Map<String, String> structured(String message) {
        JsonNode json;
        try {
            json = JSON.readTree(message);
        } catch (JsonProcessingException _) {
            throw SnsError.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (!json.path("default").isTextual()) {
            throw SnsError.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        Map<String, String> byProtocol = new HashMap<>();
        json.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                byProtocol.put(field.getKey(), field.getValue().textValue());
            }
        });
        return byProtocol;
    }

    /** What counts against the size limit: the message as it was sent, and its attributes. */
    static int bytes(QueryParameters message, Publication publication) {
        return message.text("Message").orElseThrow().getBytes(StandardCharsets.UTF_8).length
                + MessageAttributes.bytes(publication.attributes());
    }
}
