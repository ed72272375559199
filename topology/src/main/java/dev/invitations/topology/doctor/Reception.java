package dev.invitations.topology.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.topology.JsonText;
import dev.invitations.topology.Resource;
import java.util.Optional;

/** Whether a dead-letter queue takes what its queue moves there. */
record Reception(Remedies remedies) {
    private static final String ALLOWANCE = "redrive allow";
    private static final String POLICY = "RedriveAllowPolicy";

    /** SNS is not asked: what it can't deliver needs only the queue's policy. */
    Finding allowance(Examined<Resource.Queue> deadLetterQueue, Optional<Resource.Queue> source) {
        Subject subject = deadLetterQueue.subject();
        JsonNode policy = JsonText.read(deadLetterQueue.found(POLICY).orElse("{}"));
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
}
