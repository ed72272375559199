package dev.invitations.email;

import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the templates say. Everything that people wrote is plain text; escaping it is the HTML template's business.
 *
 * @param opening who invites, as the beginning of a sentence
 * @param greeting for instance {@code Hello Ann,}
 * @param message the lines of the inviter's message, none where there is no message
 * @param until the last day of the link, in UTC
 */
record Letter(String team, String opening, String greeting, List<String> message, String link, String until) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static Letter of(UserInvited invited, String link, Instant expiry) {
        return new Letter(
                invited.team(),
                invited.inviterName()
                        .map(inviter -> printable(inviter) + " invites you")
                        .orElse("You are invited"),
                invited.name().map(name -> "Hello " + printable(name) + ",").orElse("Hello,"),
                invited.message().stream()
                        .flatMap(String::lines)
                        .map(Letter::printable)
                        .toList(),
                link,
                DAY.format(expiry));
    }

    /** Without control characters, which have no business in an e-mail; lines are told apart before. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
