package dev.invitations.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An invitation came to a new state.
 *
 * @param email the invited address
 * @param name what to call the person, known only while {@link State#ACCEPTED}
 * @param reason why the e-mail can't be delivered, only with {@link State#UNDELIVERABLE}
 */
public record InvitationUpdate(
        UUID id,
        String team,
        Instant time,
        UUID invitation,
        State state,
        String email,
        Optional<String> name,
        Optional<String> reason)
        implements LiveUpdate {

    static final String TYPE = "invitation";

    /** How far an invitation has come. */
    public enum State {
        /** The API took it. */
        ACCEPTED,
        /** The mail server took the e-mail. */
        EMAILED,
        /** The mail server refused the address for good. */
        UNDELIVERABLE,
        /** The person accepted. */
        JOINED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        private static State of(String wireName) {
            return Stream.of(values())
                    .filter(state -> state.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }
    }

    /** The update that an event is to a team's pages; the event's id is the update's. */
    public static InvitationUpdate of(InvitationEvent event) {
        return switch (event) {
            case UserInvited invited -> of(invited, State.ACCEPTED, invited.email(), invited.name(), Optional.empty());
            case InvitationEmailed emailed ->
                of(emailed, State.EMAILED, emailed.email(), Optional.empty(), Optional.empty());
            case InvitationUndeliverable failed ->
                of(failed, State.UNDELIVERABLE, failed.email(), Optional.empty(), Optional.of(failed.reason()));
            case InvitationAccepted accepted ->
                of(accepted, State.JOINED, accepted.email(), Optional.empty(), Optional.empty());
        };
    }

    private static InvitationUpdate of(
            InvitationEvent event, State state, String email, Optional<String> name, Optional<String> reason) {
        return new InvitationUpdate(
                event.id(), event.team(), event.time(), event.invitation(), state, email, name, reason);
    }

    static InvitationUpdate read(JsonFields fields) {
        return new InvitationUpdate(
                fields.uuid("id"),
                fields.team("team"),
                fields.time("time"),
                fields.uuid("invitation"),
                fields.converted("state", State::of, "accepted, emailed, undeliverable or joined"),
                fields.text("email"),
                fields.optionalText("name"),
                fields.optionalText("reason"));
    }

    void write(ObjectNode json) {
        json.put("invitation", invitation.toString());
        json.put("state", state.wireName());
        json.put("email", email);
        name.ifPresent(value -> json.put("name", value));
        reason.ifPresent(value -> json.put("reason", value));
    }
}
