package dev.invitations.analytics;

import dev.invitations.contract.TeamName;
import java.util.UUID;

/**
 * The keys of a team's statistics in Redis. They share the hash tag <code>{team}</code>, so in a Redis Cluster one
 * script can use them together.
 */
record StatisticsKeys(String team) {

    StatisticsKeys {
        TeamName.require(team);
    }

    /** Hash: the {@link Counts} since the beginning. */
    String total() {
        return prefix() + "statistics:total";
    }

    /** Hash: the {@link Counts} of a day (UTC), such as {@code 2026-11-22}; it expires. */
    String day(String day) {
        return prefix() + "statistics:" + day;
    }

    /** Sorted set: the days that have counts, by their number since 1970-01-01. */
    String days() {
        return prefix() + "statistics:days";
    }

    /** List: the seconds that the last people took to accept, newest first. */
    String acceptSeconds() {
        return prefix() + "statistics:accept-seconds";
    }

    /** Marks that an event is counted; it expires. */
    String counted(UUID event) {
        return prefix() + "counted:" + event;
    }

    private String prefix() {
        return "invitations:{" + team + "}:";
    }
}
