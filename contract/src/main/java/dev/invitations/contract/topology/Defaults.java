package dev.invitations.contract.topology;

import java.time.Duration;

/** What holds for a subscription that doesn't say otherwise. */
final class Defaults {
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    static final Duration HANDLER_TIMEOUT = Duration.ofMinutes(5);
    static final int MAX_RECEIVES = 5;
    static final Duration RETENTION = Duration.ofDays(4);
    static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    private Defaults() {}
}
