package dev.invitations.station.issuer;

import dev.invitations.station.Ports;
import dev.invitations.station.StationFailure;
import dev.invitations.station.launcher.StateOption;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the local station is asked: as told, else where the one that runs listens. */
public final class StationPort {
    private static final int DEFAULT = 8090;
    private static final String OPTION = "--station-port";

    @Option(
            names = OPTION,
            paramLabel = "PORT",
            converter = Ports.Port.class,
            description = "where the station listens (default: that of the running station)")
    Integer told;

    @Mixin
    StateOption state;

    public int number() {
        return told != null ? told : state.directory().port(OPTION, DEFAULT);
    }

    /** The port the running station uses for what {@code option} sets. */
    public int of(String option, int otherwise) {
        return state.directory().port(option, otherwise);
    }

    /** Why nothing can be asked where nobody listens. */
    public static StationFailure unanswered(int port, IOException cause) {
        return StationFailure.unusable(
                "No station answers on port " + port
                        + ": start it with ./station up, or name its port with --station-port",
                cause);
    }
}
