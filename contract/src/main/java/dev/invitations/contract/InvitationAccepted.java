package dev.invitations.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * The invited person accepted and so joined the team.
 *
 * @param email the address that was invited
 * @param invitedAt when the invitation was sent, so that the time to accept needs no look-up
 */
public record InvitationAccepted(UUID id, UUID invitation, Instant time, String team, String email, Instant invitedAt)
        implements InvitationEvent {

    public InvitationAccepted {
        requireNonNull(id, "id");
        requireNonNull(invitation, "invitation");
        requireNonNull(time, "time");
        TeamName.require(team);
        requireNonNull(email, "email");
        requireNonNull(invitedAt, "invitedAt");
    }

    /** The acceptance of an invitation; always the same id, so accepting twice is one acceptance. */
    public static InvitationAccepted of(Acceptance acceptance, Instant time) {
        return new InvitationAccepted(
                EventIds.derived(acceptance.invitation(), EventType.INVITATION_ACCEPTED),
                acceptance.invitation(),
                time,
                acceptance.team(),
                acceptance.email(),
                acceptance.invitedAt());
    }

    @Override
    public EventType type() {
        return EventType.INVITATION_ACCEPTED;
    }
}
