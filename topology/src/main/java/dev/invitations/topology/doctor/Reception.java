package dev.invitations.topology.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.contract.topology.Durations;
import dev.invitations.topology.Resource;
import java.time.Duration;
import java.util.Optional;

/** Whether a dead-letter queue takes what its queue moves there, and keeps it long enough. */
record Reception(Remedies remedies) {
    private static final String ALLOWANCE = "redrive allow";
    private static final String RETENTION = "retention";
    private static final String POLICY = "RedriveAllowPolicy";
    private static final String SECONDS = "MessageRetentionPeriod";

    /** SNS is not asked: what it can't deliver needs only the queue's policy. */
    Finding allowance(Examined<Resource.Queue> deadLetterQueue, Optional<Resource.Queue> source) {
        Subject subject = deadLetterQueue.subject();
        JsonNode policy = Json.of(deadLetterQueue.found(POLICY).orElse("{}"));
        String permission = policy.path("redrivePermission").asText("allowAll");
        if (source.isPresent() && !letsIn(policy, permission, source.get())) {
            return subject.problem(
                    ALLOWANCE,
                    "its redrive allow policy (" + permission + ") keeps "
                            + source.get().name()
                            + " out: what its worker can't handle comes again and again, and is lost in the end",
                    remedies.apply());
        }
        if (!deadLetterQueue.differences(POLICY::equals).isEmpty()) {
            return subject.warning(
                    ALLOWANCE, "its redrive allow policy (" + permission + ") lets other queues in", remedies.apply());
        }
        return subject.ok(ALLOWANCE, source.map(queue -> "for " + queue.name()).orElse("for no queue"));
    }

    private static boolean letsIn(JsonNode policy, String permission, Resource.Queue source) {
        return switch (permission) {
            case "allowAll" -> true;
            case "byQueue" ->
                policy.path("sourceQueueArns").valueStream().anyMatch(arn -> arn.asText()
                        .equals(source.arn()));
            default -> false;
        };
    }

    /** @param source empty where only SNS sends to it */
    Finding retention(Examined<Resource.Queue> deadLetterQueue, Optional<Examined<Resource.Queue>> source) {
        Subject subject = deadLetterQueue.subject();
        Duration here = retention(deadLetterQueue);
        Duration there = source.map(Reception::retention).orElse(Duration.ZERO);
        if (here.compareTo(there) < 0) {
            return subject.problem(
                    RETENTION,
                    "it keeps a message for " + Durations.format(here) + ", and its queue for "
                            + Durations.format(there)
                            + ": since a message keeps its age when it moves, it may be lost on arrival",
                    remedies.apply());
        }
        return deadLetterQueue.differences(SECONDS::equals).isEmpty()
                ? subject.ok(RETENTION, Durations.format(here))
                : subject.warning(
                        RETENTION,
                        "it keeps a message for " + Durations.format(here) + ", which is not as declared",
                        remedies.apply());
    }

    private static Duration retention(Examined<Resource.Queue> queue) {
        return Duration.ofSeconds(queue.count(SECONDS));
    }
}
