package dev.invitations.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The mail server refused the address for good, so this invitation will never be e-mailed.
 *
 * @param email the address that was refused
 * @param reason the mail server's answer, for people
 */
public record InvitationUndeliverable(UUID id, UUID invitation, Instant time, String team, String email, String reason)
        implements InvitationEvent {

    public InvitationUndeliverable {
        requireNonNull(id, "id");
        requireNonNull(invitation, "invitation");
        requireNonNull(time, "time");
        TeamName.require(team);
        requireNonNull(email, "email");
        requireNonNull(reason, "reason");
    }

    /** The event that follows {@code invited}; always the same id, however often the e-mail is tried. */
    public static InvitationUndeliverable of(UserInvited invited, Instant time, String reason) {
        return new InvitationUndeliverable(
                EventIds.derived(invited.invitation(), EventType.INVITATION_UNDELIVERABLE),
                invited.invitation(),
                time,
                invited.team(),
                invited.email(),
                reason);
    }

    @Override
    public EventType type() {
        return EventType.INVITATION_UNDELIVERABLE;
    }
}
