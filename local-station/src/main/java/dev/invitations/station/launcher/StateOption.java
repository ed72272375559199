package dev.invitations.station.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --state DIR}, which several runs on one machine tell apart. */
public final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "${env:" + StateDirectory.VARIABLE + ":-" + StateDirectory.USUAL + "}",
            description = "where a run keeps its logs and data (default: the environment variable "
                    + StateDirectory.VARIABLE + ", else " + StateDirectory.USUAL + ")")
    Path path;

    /** A relative path is one of the repository, wherever the command is called. */
    public StateDirectory directory() {
        return new StateDirectory(Repository.root().resolve(path));
    }
}
