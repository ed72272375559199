package dev.invitations.topology.command;

import java.util.regex.Pattern;

/** A word of a command that is proposed, so that a shell takes it as one word. */
final class Quoted {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    private Quoted() {}

    static String word(Object word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
