package dev.invitations.api.invite;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone who may invite to a team, in one request.
 *
 * @param subject who it is, by the subject of the bearer token
 * @param name what that person is called, for the e-mail: a subject may be no more than a number
 * @param idempotencyKey what makes a repeat of the request the same event
 */
public record Inviter(String subject, Optional<String> name, String team, Optional<String> idempotencyKey) {

    /** The event that begins the invitation. */
    public UserInvited invite(Invitee invitee) {
        UUID id = idempotencyKey
                .map(key -> EventIds.ofRequest(subject, key, team, invitee.email()))
                .orElseGet(EventIds::random);
        return new UserInvited(
                id, Instant.now(), team, invitee.email(), invitee.name(), invitee.message(), subject, name);
    }
}
