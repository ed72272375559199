package dev.invitations.contract.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Durations as the topology writes them: a whole number and one unit, such as {@code 30s}, {@code 12h}, {@code 14d}. */
public final class Durations {
    // Nine digits can't overflow anything, and no limit of AWS is near.
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([smhd])");

    private enum Unit {
        DAYS("d", 86_400),
        HOURS("h", 3_600),
        MINUTES("m", 60),
        SECONDS("s", 1);

        private final String letter;
        private final long seconds;

        Unit(String letter, long seconds) {
            this.letter = letter;
            this.seconds = seconds;
        }
    }

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        return Stream.of(Unit.values())
                .filter(unit -> unit.letter.equals(written.group(2)))
                .map(unit -> Duration.ofSeconds(unit.seconds * Long.parseLong(written.group(1))))
                .findFirst();
    }

    /** Writes whole seconds in the largest unit that fits. */
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        return Stream.of(Unit.values())
                .filter(unit -> seconds >= unit.seconds && seconds % unit.seconds == 0)
                .map(unit -> seconds / unit.seconds + unit.letter)
                .findFirst()
                .orElse("0s");
    }
}
