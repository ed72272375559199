package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.Xml;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Of which characters messages may consist. ElasticMQ has another code for the wrong ones, and changes half a pair of
 * surrogates into something else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class MessageContents {
    private static final String CODE = "InvalidMessageContents";

    private MessageContents() {}

    /** @throws SqsError where a message has a character that is not allowed */
    static void check(JsonNode message) {
        refusal(message).ifPresent(sentence -> {
            throw new SqsError(CODE, sentence);
        });
    }

    /**
     * Sends those of a batch that may be sent; the others fail each on its own.
     *
     * @param send sends a batch, and answers as SendMessageBatch does
     */
    static Future<JsonNode> sendAllowed(ObjectNode batch, Function<ObjectNode, Future<JsonNode>> send) {
        ArrayNode allowed = JsonNodeFactory.instance.arrayNode();
        ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        batch.path("Entries").forEach(entry -> refusal(entry)
                .ifPresentOrElse(
                        sentence -> failed.add(failure(entry.path("Id"), sentence)), () -> allowed.add(entry)));
        if (failed.isEmpty()) {
            return send.apply(batch);
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.setAll(batch);
        rest.set("Entries", allowed);
        Future<JsonNode> sent =
                allowed.isEmpty() ? Future.succeededFuture(JsonNodeFactory.instance.objectNode()) : send.apply(rest);
        return sent.map(answer -> {
            ObjectNode whole = answer.deepCopy();
            answer.path("Failed").forEach(failed::add);
            whole.set("Failed", failed);
            return whole;
        });
    }

    private static ObjectNode failure(JsonNode id, String sentence) {
        ObjectNode failure = JsonNodeFactory.instance.objectNode();
        failure.set("Id", id);
        return failure.put("SenderFault", true).put("Code", CODE).put("Message", sentence);
    }

    /** AWS's sentence for a body; that for an attribute isn't known. */
    private static Optional<String> refusal(JsonNode message) {
        Stream<String> body = forbidden(message.path("MessageBody")).stream()
                .mapToObj(character -> sentence(character, "the message body"));
        Stream<String> attributes = message.path("MessageAttributes")
                .propertyStream()
                .flatMap(attribute -> forbidden(attribute.getValue().path("StringValue")).stream()
                        .mapToObj(character -> sentence(character, "the message attribute " + attribute.getKey())));
        return Stream.concat(body, attributes).findFirst();
    }

    private static String sentence(int character, String place) {
        return "Invalid binary character '#x" + Integer.toHexString(character).toUpperCase(Locale.ROOT)
                + "' was found in " + place + ", the set of allowed characters is"
                + " #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].";
    }

    private static OptionalInt forbidden(JsonNode text) {
        return text.asText()
                .codePoints()
                .filter(character -> !Xml.isCharacter(character))
                .findFirst();
    }
}
