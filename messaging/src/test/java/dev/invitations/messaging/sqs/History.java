package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened, to be told where something is wrong. */
final class History {
    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();

    History(VirtualTime time) {
        this.time = time;
    }

    synchronized void add(String format, Object... arguments) {
        lines.add(Duration.ofNanos(time.nanos()) + " " + format.formatted(arguments));
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
