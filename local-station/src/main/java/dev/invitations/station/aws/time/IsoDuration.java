package dev.invitations.station.aws.time;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations in JSON, as ISO 8601 writes them. */
public final class IsoDuration {
    private IsoDuration() {}

    /** Empty where it is none, or negative. */
    public static Optional<Duration> read(Object json) {
        try {
            return Optional.of(Duration.parse(String.valueOf(json))).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
