package dev.invitations.messaging;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationEmailed;
import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.util.Optional;

/** Events for tests. */
final class Events {
    private Events() {}

    static UserInvited invited(String email) {
        return invited(email, "Come along!");
    }

    static UserInvited invited(String email, String message) {
        return new UserInvited(
                EventIds.random(),
                Instant.now(),
                "acme",
                email,
                Optional.empty(),
                Optional.of(message),
                "boss",
                Optional.empty());
    }

    static InvitationEmailed emailed(String email) {
        return InvitationEmailed.of(invited(email), Instant.now());
    }
}
