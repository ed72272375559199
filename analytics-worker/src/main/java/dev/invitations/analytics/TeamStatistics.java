package dev.invitations.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A team's numbers, as JSON shows them.
 *
 * @param total the counts since the beginning; in JSON they stand beside the team
 * @param medianSecondsToAccept of the last thousand people who joined; absent where nobody has
 * @param days the last thirty days on which something happened, oldest first
 */
record TeamStatistics(
        String team,
        @JsonUnwrapped Counts total,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long medianSecondsToAccept,
        List<Day> days) {

    /**
     * One day's numbers.
     *
     * @param day in UTC, such as {@code 2026-11-22}
     * @param counts in JSON they stand beside the day
     */
    record Day(String day, @JsonUnwrapped Counts counts) {}

    /** The value in the middle, or null where there is none. */
    static Long median(List<Long> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Long> sorted = values.stream().sorted().toList();
        long lower = sorted.get((sorted.size() - 1) / 2);
        long upper = sorted.get(sorted.size() / 2);
        return lower + (upper - lower) / 2;
    }
}
