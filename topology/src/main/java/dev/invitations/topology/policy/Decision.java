package dev.invitations.topology.policy;

/** What one policy says about a request. */
public enum Decision {
    /** A statement allows it, and none denies it. */
    ALLOWED,
    /** No statement speaks of it: it fails unless another policy allows it. */
    NOT_ALLOWED,
    /** A statement denies it: no other policy can allow it. */
    DENIED
}
