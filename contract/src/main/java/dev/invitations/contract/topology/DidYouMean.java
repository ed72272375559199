package dev.invitations.contract.topology;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the word that was probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /** The end of an error message: {@code did you mean x?} where a word is near, else {@code known are a, b, c}. */
    public static String among(Collection<String> known, String written) {
        return nearest(known, written)
                .map(word -> "did you mean " + word + "?")
                .orElse("known " + (known.size() == 1 ? "is " : "are ") + String.join(", ", known));
    }

    /** The word that is near enough to be a slip of the fingers. */
    static Optional<String> nearest(Collection<String> known, String written) {
        return known.stream()
                .filter(word -> distance(word, written) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(word, written)));
    }

    /** Whether two neighbouring letters changed places, or one is missing or too many: hardly two names on purpose. */
    static boolean isSlip(String word, String written) {
        if (word.length() != written.length()) {
            return Math.abs(word.length() - written.length()) == 1 && distance(word, written) == 1;
        }
        return IntStream.range(1, word.length()).anyMatch(i -> swapped(word, i).equals(written))
                && !word.equals(written);
    }

    private static String swapped(String word, int i) {
        return word.substring(0, i - 1) + word.charAt(i) + word.charAt(i - 1) + word.substring(i + 1);
    }

    /** How many letters must be inserted, removed or replaced (Levenshtein); case and separators count for nothing. */
    private static int distance(String a, String b) {
        String from = plain(a);
        String to = plain(b);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }
}
