package dev.invitations.station.web;

import java.util.OptionalLong;

/** A part of the station that can be stopped and started while the rest goes on: for lessons and for tests. */
public interface Component {
    /** Its name in URLs. */
    String name();

    /** Its name for people. */
    String title();

    /** Where it listens. */
    String where();

    boolean isRunning();

    /** Starts it; one that runs goes on. Returns once it answers. */
    void start();

    /** Stops it; one that is stopped stays so. Returns once it is gone. */
    void stop();

    /** Its process, where it is one of its own. */
    default OptionalLong pid() {
        return OptionalLong.empty();
    }
}
