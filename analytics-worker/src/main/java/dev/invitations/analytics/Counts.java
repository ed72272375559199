package dev.invitations.analytics;

import dev.invitations.contract.EventType;
import java.util.List;

/**
 * How often each kind of event happened.
 *
 * @param invited invitations sent
 * @param emailed e-mails that the mail server took
 * @param undeliverable addresses that the mail server refused for good
 * @param accepted people who joined
 */
record Counts(long invited, long emailed, long undeliverable, long accepted) {
    /** The names of the counters in Redis, in the order of {@link #of}. */
    static final List<String> NAMES = List.of("invited", "emailed", "undeliverable", "accepted");

    /** The counter of a kind of event. */
    static String name(EventType type) {
        return switch (type) {
            case USER_INVITED -> "invited";
            case INVITATION_EMAILED -> "emailed";
            case INVITATION_UNDELIVERABLE -> "undeliverable";
            case INVITATION_ACCEPTED -> "accepted";
        };
    }

    static Counts of(List<Long> inOrder) {
        return new Counts(inOrder.get(0), inOrder.get(1), inOrder.get(2), inOrder.get(3));
    }

    boolean none() {
        return invited + emailed + undeliverable + accepted == 0;
    }
}
