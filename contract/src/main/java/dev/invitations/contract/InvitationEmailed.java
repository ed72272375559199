package dev.invitations.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The mail server took the invitation's e-mail.
 *
 * @param email the address it was sent to
 */
public record InvitationEmailed(UUID id, UUID invitation, Instant time, String team, String email)
        implements InvitationEvent {

    public InvitationEmailed {
        requireNonNull(id, "id");
        requireNonNull(invitation, "invitation");
        requireNonNull(time, "time");
        TeamName.require(team);
        requireNonNull(email, "email");
    }

    /** The event that follows {@code invited}; always the same id, however often the e-mail is tried. */
    public static InvitationEmailed of(UserInvited invited, Instant time) {
        return new InvitationEmailed(
                EventIds.derived(invited.invitation(), EventType.INVITATION_EMAILED),
                invited.invitation(),
                time,
                invited.team(),
                invited.email());
    }

    @Override
    public EventType type() {
        return EventType.INVITATION_EMAILED;
    }
}
