package dev.invitations.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone invited a person to a team: the event that begins an invitation, so its id is the invitation's.
 *
 * @param email the address to invite, as {@code local@domain}
 * @param name what to call the person, where the inviter said
 * @param message a personal line for the e-mail, where the inviter wrote one
 * @param inviter the subject of the inviter's token
 * @param inviterName what the inviter is called, where the token says
 */
public record UserInvited(
        UUID id,
        Instant time,
        String team,
        String email,
        Optional<String> name,
        Optional<String> message,
        String inviter,
        Optional<String> inviterName)
        implements InvitationEvent {

    public UserInvited {
        requireNonNull(id, "id");
        requireNonNull(time, "time");
        TeamName.require(team);
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(message, "message");
        requireNonNull(inviter, "inviter");
        requireNonNull(inviterName, "inviterName");
    }

    @Override
    public UUID invitation() {
        return id;
    }

    @Override
    public EventType type() {
        return EventType.USER_INVITED;
    }
}
