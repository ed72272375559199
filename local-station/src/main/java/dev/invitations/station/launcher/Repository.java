package dev.invitations.station.launcher;

import java.nio.file.Path;

/** The repository this command belongs to, as {@code ./station} tells it; without that, the current directory. */
final class Repository {
    private Repository() {}

    static Path root() {
        return Path.of(System.getProperty("station.root", "")).toAbsolutePath();
    }
}
