package dev.invitations.station.issuer;

import dev.invitations.station.Ports;
import dev.invitations.station.launcher.StateOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the local station is asked for tokens: as told, else where the one that runs listens. */
public final class StationPort {
    private static final int DEFAULT = 8090;
    private static final String OPTION = "--station-port";

    @Option(
            names = OPTION,
            paramLabel = "PORT",
            converter = Ports.Port.class,
            description = "where the token issuer listens (default: that of the running station)")
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
}
