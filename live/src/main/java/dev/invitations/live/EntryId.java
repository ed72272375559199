package dev.invitations.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an entry in a Redis stream: milliseconds and a sequence number, both unsigned 64 bit.
 *
 * @see <a href="https://redis.io/docs/latest/develop/data-types/streams/#entry-ids">Redis streams: entry ids</a>
 */
public record EntryId(long milliseconds, long sequence) implements Comparable<EntryId> {
    /** Before every entry. */
    static final EntryId START = new EntryId(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,20})-(\\d{1,20})");

    /**
     * Reads an id in the form that frames and streams have it.
     *
     * @throws IllegalArgumentException says what an id looks like
     */
    public static EntryId parse(String id) {
        Matcher parts = FORM.matcher(id);
        try {
            if (parts.matches()) {
                return new EntryId(Long.parseUnsignedLong(parts.group(1)), Long.parseUnsignedLong(parts.group(2)));
            }
        } catch (NumberFormatException e) {
            // More than 64 bits: refused as any other text is.
        }
        throw new IllegalArgumentException("\"" + id
                + "\" is not the id of an update: expected the id of an earlier frame, such as 1732270000000-0");
    }

    @Override
    public int compareTo(EntryId other) {
        int byTime = Long.compareUnsigned(milliseconds, other.milliseconds);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(milliseconds) + "-" + Long.toUnsignedString(sequence);
    }
}
