package dev.invitations.email;

import dev.invitations.contract.EventIds;
import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Invitations for tests. */
final class Invitations {
    private Invitations() {}

    /** To an address that no other test uses. */
    static UserInvited toSomeone() {
        return to("p" + UUID.randomUUID() + "@example.com");
    }

    static UserInvited to(String email) {
        return with(email, "Ann", "Come and join us");
    }

    static UserInvited with(String email, String name, String message) {
        return new UserInvited(
                EventIds.random(),
                Instant.now(),
                "acme",
                email,
                Optional.ofNullable(name),
                Optional.ofNullable(message),
                "grace",
                Optional.of("Grace Hopper"));
    }

    static UserInvited of(Instant time) {
        return new UserInvited(
                EventIds.random(),
                time,
                "acme",
                "late@example.com",
                Optional.empty(),
                Optional.empty(),
                "grace",
                Optional.of("Grace Hopper"));
    }
}
