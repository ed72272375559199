package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.EventIds;
import dev.invitations.contract.EventType;
import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.InvitationEmailed;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.InvitationUndeliverable;
import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.util.Optional;

/** An event of each type, in which {@link FilterExample} then puts values. */
final class FilterExampleEvent {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private FilterExampleEvent() {}

    /** With everything that one of that type can have, and an id of its own. */
    static ObjectNode of(EventType type) {
        UserInvited invited = new UserInvited(
                EventIds.random(),
                Instant.now(),
                "example",
                "ann@example.com",
                Optional.of("Ann"),
                Optional.of("Welcome"),
                "ben",
                Optional.of("Ben"));
        InvitationEvent event =
                switch (type) {
                    case USER_INVITED -> invited;
                    case INVITATION_EMAILED -> InvitationEmailed.of(invited, invited.time());
                    case INVITATION_UNDELIVERABLE ->
                        InvitationUndeliverable.of(invited, invited.time(), "550 no such user");
                    case INVITATION_ACCEPTED ->
                        new InvitationAccepted(
                                EventIds.derived(invited.invitation(), type),
                                invited.invitation(),
                                invited.time(),
                                invited.team(),
                                invited.email(),
                                invited.time());
                };
        try {
            return (ObjectNode) JSON.readTree(new CloudEvent(event, "/example", Optional.of(TRACEPARENT)).toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}
