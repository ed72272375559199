package dev.invitations.station.launcher;

import java.time.Duration;

/**
 * How long a service that died waits for its next start: doubling each time up to a longest wait, and from the
 * beginning once it has run long enough, as the kubelet does for containers.
 *
 * @param forgiven how long it has to run for its past to be forgotten
 */
record BackOff(Duration first, Duration longest, Duration forgiven) {
    /** Kubernetes' rule, from 1 s instead of 10 s: on a laptop somebody is watching. */
    static final BackOff LAPTOP = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** The same with another longest wait; none is shorter than the first. */
    BackOff upTo(Duration longest) {
        return new BackOff(first, longest, forgiven);
    }

    /** The wait after {@code previous}, the last wait or {@link Duration#ZERO}, for a process that ran {@code lived}. */
    Duration next(Duration previous, Duration lived) {
        if (previous.isZero() || lived.compareTo(forgiven) >= 0) {
            return first;
        }
        Duration doubled = previous.multipliedBy(2);
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
