package dev.invitations.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.MessageAttribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A message by which is seen whether messages arrive. It looks like an event, since filter policies must let it pass, and
 * is told from one by its message attribute {@value #ATTRIBUTE}: whoever receives it hands it to no handler, and answers
 * with a {@link ProbeReply}.
 *
 * @param id of the probe; all messages of one probe have the same
 */
public record ProbeMessage(UUID id, String body, Map<String, String> attributes) {
    /** The message attribute that makes a message a probe; its value is the probe's id. */
    public static final String ATTRIBUTE = "probe";

    /** The CloudEvents type, which no event has. */
    public static final String TYPE = "station_probe";

    private static final JsonMapper JSON = new JsonMapper();

    /** The id of the probe that a message with these attributes belongs to; empty where it is none. */
    public static Optional<UUID> idIn(Map<String, String> attributes) {
        try {
            return Optional.ofNullable(attributes.get(ATTRIBUTE)).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * A probe that a filter policy lets pass; empty where the policy lets nothing pass. Only where the policy insists on
     * it has the body the type of a real event.
     */
    public static Optional<ProbeMessage> passing(FilterPolicy policy, UUID id) {
        return policy.exampleEvent().flatMap(event -> Optional.of(like(event, id, TYPE))
                .filter(probe -> probe.passes(policy))
                .or(() -> Optional.of(like(event, id, event.event().type().wireName()))
                        .filter(probe -> probe.passes(policy))));
    }

    private static ProbeMessage like(CloudEvent event, UUID id, String type) {
        Map<String, String> attributes = new LinkedHashMap<>(event.attributes());
        attributes.put(ATTRIBUTE, id.toString());
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(event.toJson());
            return new ProbeMessage(id, body.put("type", type).toString(), attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }

    /** Whether a filter policy lets it pass. */
    public boolean passes(FilterPolicy policy) {
        return policy.matches(
                body,
                attributes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue()))));
    }
}
