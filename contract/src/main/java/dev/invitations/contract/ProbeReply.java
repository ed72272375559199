package dev.invitations.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a worker says of a {@link ProbeMessage} that it received.
 *
 * @param probe the id of the probe
 * @param subscription the name of the subscription by which it came
 * @param received when the worker had it, by the worker's clock
 */
public record ProbeReply(UUID probe, String subscription, Instant received) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The name of the queue for replies. A message doesn't say where replies go: whoever may publish could else have the
     * workers send to whatever queue they may send to.
     *
     * @param prefix of the topology
     */
    public static String queue(String prefix) {
        return prefix + "station-probe-replies";
    }

    public String toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("probe", probe.toString())
                .put("subscription", subscription)
                .put("received", received.toString())
                .toString();
    }

    /** Reads a reply; empty where it is none. */
    public static Optional<ProbeReply> parse(String json) {
        try {
            JsonNode reply = JSON.readTree(json);
            return Optional.of(new ProbeReply(
                    UUID.fromString(reply.path("probe").asText()),
                    reply.path("subscription").asText(),
                    Instant.parse(reply.path("received").asText())));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
