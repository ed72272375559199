package dev.invitations.analytics;

import dev.invitations.contract.Acceptance;
import dev.invitations.contract.EventIds;
import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.InvitationEmailed;
import dev.invitations.contract.InvitationUndeliverable;
import dev.invitations.contract.UserInvited;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One invitation and what may become of it. */
record Invitation(UserInvited invited) {

    static Invitation to(String team, Instant time) {
        return new Invitation(new UserInvited(
                EventIds.random(),
                time,
                team,
                "ann@example.com",
                Optional.of("Ann"),
                Optional.empty(),
                "grace",
                Optional.empty()));
    }

    InvitationEmailed emailed() {
        return InvitationEmailed.of(invited, invited.time().plusSeconds(1));
    }

    InvitationUndeliverable undeliverable() {
        return InvitationUndeliverable.of(invited, invited.time().plusSeconds(1), "550 5.1.1 No such user");
    }

    InvitationAccepted acceptedAfter(Duration time) {
        return InvitationAccepted.of(
                new Acceptance(invited.invitation(), invited.team(), invited.email(), invited.time()),
                invited.time().plus(time));
    }
}
