package dev.invitations.station.rules;

/** Something that was waited for has not come; what, is told in the words of an observation. */
final class NothingCame extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingCame(String what) {
        super(what);
    }
}
