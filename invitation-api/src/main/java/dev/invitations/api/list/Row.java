package dev.invitations.api.list;

import dev.invitations.api.invite.Invitee;
import java.util.Optional;

/** A row of the upload: someone to invite, or what is wrong with it. */
sealed interface Row {
    /** The line it begins on. */
    long line();

    /** The address, where there is one. */
    Optional<String> email();

    /** A row that says whom to invite. */
    record Person(long line, Invitee invitee) implements Row {
        @Override
        public Optional<String> email() {
            return Optional.of(invitee.email());
        }
    }

    /** A row that can't be understood. */
    record Unusable(long line, Optional<String> email, String reason) implements Row {}
}
