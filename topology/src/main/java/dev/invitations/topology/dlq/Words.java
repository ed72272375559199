package dev.invitations.topology.dlq;

import java.time.Duration;

/** Times and foreign text as people read them on a terminal. */
final class Words {
    private Words() {}

    /** The two largest units, such as {@code 3d 4h} or {@code 12s}. */
    static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0
                ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
                : Math.max(0, age.toSeconds()) + "s";
    }

    /** On one line and without control characters: what strangers wrote must not steer the terminal. */
    static String line(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cc}", "\uFFFD");
    }

    /** As it is, lines and all, but without other control characters. */
    static String lines(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "\uFFFD");
    }
}
