package dev.invitations.live;

import dev.invitations.contract.TeamName;
import java.util.UUID;

/**
 * The keys of the live channel in Redis. All keys of a team share the hash tag <code>{team}</code>, so in a Redis
 * Cluster one script can use them together.
 */
record TeamKeys(String team) {
    private static final String PREFIX = "invitations:{";

    TeamKeys {
        TeamName.require(team);
    }

    /** The stream of the team's updates; also the name of the Pub/Sub channel that carries the same entries. */
    String stream() {
        return PREFIX + team + "}:live";
    }

    /** Marks that an update was announced. */
    String announced(UUID update) {
        return PREFIX + team + "}:live:announced:" + update;
    }
}
