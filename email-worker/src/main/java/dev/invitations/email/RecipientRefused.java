package dev.invitations.email;

/** No e-mail will ever reach this address. The message says why, to people. */
final class RecipientRefused extends Exception {
    private static final long serialVersionUID = 1;

    RecipientRefused(String reason) {
        super(reason);
    }
}
