package dev.invitations.station.launcher;

import java.nio.file.Path;

/** The repository this command belongs to, as {@code ./station} tells it; without that, the current directory. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        return Path.of(System.getProperty("station.root", "")).toAbsolutePath();
    }
}
