package dev.invitations.api.invite;

import dev.invitations.contract.UserInvited;
import java.util.UUID;

/**
 * The answer to one invitation: it will be sent, whatever comes.
 *
 * @param id the invitation's id in every event and live update
 * @param email the address as it was understood
 */
record AcceptedInvitation(UUID id, String email, String status) {
    static AcceptedInvitation of(UserInvited event) {
        return new AcceptedInvitation(event.id(), event.email(), "accepted");
    }
}
