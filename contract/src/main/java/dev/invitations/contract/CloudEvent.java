package dev.invitations.contract;

import static dev.invitations.contract.UndecodableEvent.Problem.INVALID_VALUE;
import static dev.invitations.contract.UndecodableEvent.Problem.UNKNOWN_EVENT_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it travels: <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 * 1.0</a>, structured JSON, in the body of an SNS message, with the three message attributes that filter policies and
 * tracing read.
 *
 * @param source the service that published it, such as {@code /invitation-api}
 * @param traceparent the trace it belongs to (<a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>)
 */
public record CloudEvent(InvitationEvent event, String source, Optional<String> traceparent) {
    /** The message attribute that names the type of the event. */
    public static final String EVENT_TYPE = "event_type";

    /** The message attribute that names the team. */
    public static final String TEAM = "team";

    /** The message attribute, and the CloudEvents extension, of the trace. */
    public static final String TRACEPARENT = "traceparent";

    /** The message attributes that an event can have. */
    public static final List<String> ATTRIBUTES = List.of(EVENT_TYPE, TEAM, TRACEPARENT);

    /** The field of the body that names the type of the event. */
    public static final String TYPE = "type";

    /** The field of the body that holds what the event is about. */
    public static final String DATA = "data";

    /** The fields that the body can have. */
    public static final List<String> FIELDS =
            List.of("specversion", "id", TYPE, "source", "subject", "time", "datacontenttype", TRACEPARENT, DATA);

    /** The fields that its data can have; which of them, the type decides. */
    public static final List<String> DATA_FIELDS =
            List.of("team", "email", "name", "message", "inviter", "inviterName", "reason", "invitedAt");

    private static final String SPEC_VERSION = "1.0";

    /** SQS does not take every character, and SNS would lose a message for one; in ASCII it takes them all. */
    private static final ObjectWriter ASCII = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    /**
     * Reads an event. Unknown fields are ignored.
     *
     * @throws UndecodableEvent says which field is missing, wrong or unknown, and what would be right
     */
    public static CloudEvent parse(String json) {
        JsonFields envelope = JsonFields.parse(json);
        String version = envelope.text("specversion");
        if (!version.equals(SPEC_VERSION)) {
            throw new UndecodableEvent(
                    INVALID_VALUE, "specversion: expected \"" + SPEC_VERSION + "\", found \"" + version + "\"");
        }
        String source = envelope.converted("source", CloudEvent::uriReference, "a URI such as /invitation-api");
        return new CloudEvent(event(envelope), source, envelope.optionalText(TRACEPARENT));
    }

    private static String uriReference(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("CloudEvents wants one that is not empty");
        }
        return URI.create(text).toString();
    }

    private static InvitationEvent event(JsonFields envelope) {
        EventType type = type(envelope.text("type"));
        UUID id = envelope.uuid("id");
        UUID invitation = envelope.uuid("subject");
        Instant time = envelope.time("time");
        JsonFields data = envelope.object("data");
        String team = data.team("team");
        String email = data.text("email");
        return switch (type) {
            case USER_INVITED -> {
                if (!invitation.equals(id)) {
                    throw new UndecodableEvent(
                            INVALID_VALUE, "subject: expected the id of the event, which begins the invitation");
                }
                yield new UserInvited(
                        id,
                        time,
                        team,
                        email,
                        data.optionalText("name"),
                        data.optionalText("message"),
                        data.text("inviter"),
                        data.optionalText("inviterName"));
            }
            case INVITATION_EMAILED -> new InvitationEmailed(id, invitation, time, team, email);
            case INVITATION_UNDELIVERABLE ->
                new InvitationUndeliverable(id, invitation, time, team, email, data.text("reason"));
            case INVITATION_ACCEPTED ->
                new InvitationAccepted(id, invitation, time, team, email, data.time("invitedAt"));
        };
    }

    private static EventType type(String name) {
        return EventType.of(name)
                .orElseThrow(() -> new UndecodableEvent(
                        UNKNOWN_EVENT_TYPE,
                        "type: \"" + name + "\" is unknown; known are "
                                + Arrays.stream(EventType.values())
                                        .map(EventType::wireName)
                                        .toList()));
    }

    /** The event as structured JSON, in ASCII. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specversion", SPEC_VERSION);
        json.put("id", event.id().toString());
        json.put("type", event.type().wireName());
        json.put("source", source);
        json.put("subject", event.invitation().toString());
        json.put("time", event.time().toString());
        json.put("datacontenttype", "application/json");
        traceparent.ifPresent(value -> json.put(TRACEPARENT, value));
        writeData(json.putObject("data"));
        try {
            return ASCII.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private void writeData(ObjectNode data) {
        data.put("team", event.team());
        switch (event) {
            case UserInvited invited -> {
                data.put("email", invited.email());
                invited.name().ifPresent(name -> data.put("name", name));
                invited.message().ifPresent(message -> data.put("message", message));
                data.put("inviter", invited.inviter());
                invited.inviterName().ifPresent(name -> data.put("inviterName", name));
            }
            case InvitationEmailed emailed -> data.put("email", emailed.email());
            case InvitationUndeliverable undeliverable ->
                data.put("email", undeliverable.email()).put("reason", undeliverable.reason());
            case InvitationAccepted accepted ->
                data.put("email", accepted.email())
                        .put("invitedAt", accepted.invitedAt().toString());
        }
    }

    /** The SNS message attributes, all of type String, by the names in {@link #ATTRIBUTES}. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(EVENT_TYPE, event.type().wireName());
        attributes.put(TEAM, event.team());
        traceparent.ifPresent(value -> attributes.put(TRACEPARENT, value));
        return attributes;
    }
}
