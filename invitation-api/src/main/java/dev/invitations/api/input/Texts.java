package dev.invitations.api.input;

import java.util.Locale;
import java.util.Optional;

/** The rules for free text that ends up in e-mails and on pages. */
public final class Texts {
    private static final int SHOWN_AT_MOST = 80;

    private Texts() {}

    /**
     * What is wrong with one line of text. Line breaks are refused: a name stands in the headers of an e-mail.
     *
     * @param limit the most characters (Unicode code points) it may have
     */
    public static Optional<String> problemOfLine(String text, int limit) {
        return problem(text, limit, text.codePoints().anyMatch(Texts::isControl));
    }

    /** What is wrong with text of several lines: line breaks and tabs are fine, other control characters are not. */
    public static Optional<String> problemOfText(String text, int limit) {
        return problem(
                text, limit, text.codePoints().anyMatch(c -> isControl(c) && c != '\n' && c != '\r' && c != '\t'));
    }

    private static Optional<String> problem(String text, int limit, boolean hasControls) {
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            return Optional.of("has " + number(length) + " characters; the most is " + number(limit));
        }
        if (hasControls) {
            return Optional.of(quoted(text) + " has a line break or another control character in it");
        }
        if (text.codePoints().anyMatch(Texts::isDamage)) {
            return Optional.of(quoted(text) + " has characters that are not UTF-8 (shown as \uFFFD); send it as UTF-8");
        }
        return Optional.empty();
    }

    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // U+FFFE, U+FFFF and their likes, which are no characters.
            default -> (codePoint & 0xFFFE) == 0xFFFE;
        };
    }

    /** What a decoder writes where bytes are not of its charset, and half of a surrogate pair. */
    private static boolean isDamage(int codePoint) {
        return codePoint == 0xFFFD || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** The text on one line and cut where it is long: how a refused value is shown to its sender. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN_AT_MOST).map(Texts::visible).forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN_AT_MOST ? shown + "…" : shown.toString();
    }

    /** The same, in quotes. */
    public static String quoted(String text) {
        return '"' + shown(text) + '"';
    }

    /** A number with its thousands set apart, alike on every machine. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static int visible(int codePoint) {
        return isControl(codePoint) || isDamage(codePoint) ? 0xFFFD : codePoint;
    }
}
