package dev.invitations.station.launcher;

import java.time.Instant;
import java.util.Optional;

/**
 * A process by its number and the moment it started: a number alone may by now belong to another process.
 */
record ProcessId(long pid, Instant started) {
    static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, while it is alive. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> of(process)
                .equals(this));
    }
}
