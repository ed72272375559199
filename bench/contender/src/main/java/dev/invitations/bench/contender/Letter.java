package dev.invitations.bench.contender;

import java.time.Instant;

/**
 * What a contender has to know of a message.
 *
 * @param sent when it was sent, in microseconds: the event's time
 * @param slow whether it is one of those that take long: the invited person's address tells
 */
public record Letter(Instant sent, boolean slow) {
    /** The address of who is invited by a slow message, up to the at sign. */
    public static final String SLOW = "slow";

    private static final String TIME = "\"time\":\"";

    /** Reads no more than it needs: the contenders are measured, not JSON. */
    public static Letter read(String event) {
        int time = event.indexOf(TIME) + TIME.length();
        return new Letter(
                Instant.parse(event.substring(time, event.indexOf('"', time))),
                event.contains("\"email\":\"" + SLOW + "@"));
    }

    /** Reads what is left of an event once it was decoded. */
    public static Letter of(Instant time, String email) {
        return new Letter(time, email.startsWith(SLOW + "@"));
    }
}
