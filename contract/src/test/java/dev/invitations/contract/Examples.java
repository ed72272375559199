package dev.invitations.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One of everything: with all that is optional, and without. */
final class Examples {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");
    static final UUID INVITATION = UUID.fromString("0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10");

    static final UserInvited INVITED = new UserInvited(
            INVITATION,
            NOON,
            "acme",
            "zoë+team@bücher.example",
            Optional.of("Zoë \"Z\" 🚉"),
            Optional.of("Come aboard!\nWe have \\o/ cake. \uFFFE"),
            "ada",
            Optional.of("Ada Lovelace"));
    static final UserInvited INVITED_BARELY = new UserInvited(
            INVITATION, Instant.EPOCH, "a", "b@c.example", Optional.empty(), Optional.empty(), "ada", Optional.empty());
    static final InvitationEmailed EMAILED = InvitationEmailed.of(INVITED, NOON.plusSeconds(1));
    static final InvitationUndeliverable UNDELIVERABLE =
            InvitationUndeliverable.of(INVITED, NOON.plusSeconds(2), "550 5.1.1 no such user");
    static final InvitationAccepted ACCEPTED =
            InvitationAccepted.of(new Acceptance(INVITATION, "acme", INVITED.email(), NOON), NOON.plusSeconds(3));

    private Examples() {}

    static List<InvitationEvent> events() {
        return List.of(INVITED, INVITED_BARELY, EMAILED, UNDELIVERABLE, ACCEPTED);
    }

    /** Every field there can be is in one of these. */
    static List<CloudEvent> cloudEvents() {
        return events().stream()
                .map(event -> new CloudEvent(
                        event,
                        "/invitation-api",
                        event == INVITED_BARELY
                                ? Optional.empty()
                                : Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")))
                .toList();
    }

    static List<LiveUpdate> liveUpdates() {
        return List.of(
                InvitationUpdate.of(INVITED),
                InvitationUpdate.of(INVITED_BARELY),
                InvitationUpdate.of(EMAILED),
                InvitationUpdate.of(UNDELIVERABLE),
                InvitationUpdate.of(ACCEPTED),
                StatisticsUpdate.after(ACCEPTED, 1_000, 998, 2, Long.MAX_VALUE));
    }
}
