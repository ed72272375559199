package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Durations;
import dev.invitations.topology.Resource;
import java.time.Duration;
import java.util.Optional;

/** Whether messages are kept until somebody takes them: what is older is deleted, and nobody is told. */
record Retention(Remedies remedies) {
    static final String SECONDS = "MessageRetentionPeriod";
    private static final String CHECK = "retention";

    Finding ofQueue(Examined<Resource.Queue> queue) {
        Subject subject = queue.subject();
        Duration found = retention(queue);
        Duration wanted = queue.wanted(SECONDS)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(found);
        String said = "it keeps a message for " + Durations.format(found) + " and not for " + Durations.format(wanted);
        int order = found.compareTo(wanted);
        if (order < 0) {
            return subject.problem(
                    CHECK,
                    said + ": what its worker doesn't handle within that time, since it is down or behind, is lost"
                            + " without a word, and never reaches the dead-letter queue",
                    remedies.apply());
        }
        return order == 0 ? subject.ok(CHECK, Durations.format(found)) : subject.warning(CHECK, said, remedies.apply());
    }

    /** @param source empty where only SNS sends to it */
    Finding ofDeadLetterQueue(Examined<Resource.Queue> deadLetterQueue, Optional<Examined<Resource.Queue>> source) {
        Subject subject = deadLetterQueue.subject();
        Duration here = retention(deadLetterQueue);
        Duration there = source.map(Retention::retention).orElse(Duration.ZERO);
        if (here.compareTo(there) < 0) {
            return subject.problem(
                    CHECK,
                    "it keeps a message for " + Durations.format(here) + ", and its queue for "
                            + Durations.format(there)
                            + ": since a message keeps its age when it moves, it may be lost on arrival",
                    remedies.apply());
        }
        return deadLetterQueue.differences(SECONDS::equals).isEmpty()
                ? subject.ok(CHECK, Durations.format(here))
                : subject.warning(
                        CHECK,
                        "it keeps a message for " + Durations.format(here) + ", which is not as declared",
                        remedies.apply());
    }

    private static Duration retention(Examined<Resource.Queue> queue) {
        return Duration.ofSeconds(queue.count(SECONDS));
    }
}
