package dev.invitations.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an invitation. Events are facts: a service publishes one and knows nothing of who listens.
 *
 * <p>Adding a field never breaks a consumer, since unknown fields are ignored; removing or renaming one is a new type.
 *
 * @see CloudEvent how an event is written on the wire
 */
public sealed interface InvitationEvent
        permits UserInvited, InvitationEmailed, InvitationUndeliverable, InvitationAccepted {

    /** The idempotency key of everything downstream: two events with the same id are one event. */
    UUID id();

    /** The invitation that the event is about; it is the id of the {@link UserInvited} that began it. */
    UUID invitation();

    /** When it happened. */
    Instant time();

    /** The team that invites, a {@link TeamName}. */
    String team();

    /** The kind of event, as named on the wire. */
    EventType type();
}
