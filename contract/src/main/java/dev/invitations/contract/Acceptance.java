package dev.invitations.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * What the link in the e-mail says of its invitation, so that accepting needs no database.
 *
 * @param email the address that was invited
 * @param invitedAt when the invitation was sent, to the second
 */
public record Acceptance(UUID invitation, String team, String email, Instant invitedAt) {}
