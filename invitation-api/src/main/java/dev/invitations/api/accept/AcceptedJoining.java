package dev.invitations.api.accept;

import dev.invitations.contract.InvitationAccepted;
import java.util.UUID;

/** The answer to an acceptance. */
record AcceptedJoining(UUID invitation, String team, String status) {
    static AcceptedJoining of(InvitationAccepted event) {
        return new AcceptedJoining(event.invitation(), event.team(), "accepted");
    }
}
