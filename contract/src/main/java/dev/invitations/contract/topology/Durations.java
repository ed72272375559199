package dev.invitations.contract.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Durations as the topology writes them: a whole number and one unit, such as {@code 500ms}, {@code 30s}, {@code 12h},
 * {@code 14d}.
 */
public final class Durations {
    // Nine digits can't overflow anything, and no limit of AWS is near.
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|[smhd])");

    private enum Unit {
        DAYS("d", Duration.ofDays(1)),
        HOURS("h", Duration.ofHours(1)),
        MINUTES("m", Duration.ofMinutes(1)),
        SECONDS("s", Duration.ofSeconds(1)),
        MILLISECONDS("ms", Duration.ofMillis(1));

        private final String symbol;
        private final Duration one;

        Unit(String symbol, Duration one) {
            this.symbol = symbol;
            this.one = one;
        }
    }

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        return Stream.of(Unit.values())
                .filter(unit -> unit.symbol.equals(written.group(2)))
                .map(unit -> unit.one.multipliedBy(Long.parseLong(written.group(1))))
                .findFirst();
    }

    /** Writes whole milliseconds in the largest unit that fits. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        return Stream.of(Unit.values())
                .filter(unit -> millis >= unit.one.toMillis() && millis % unit.one.toMillis() == 0)
                .map(unit -> millis / unit.one.toMillis() + unit.symbol)
                .findFirst()
                .orElse("0s");
    }
}
