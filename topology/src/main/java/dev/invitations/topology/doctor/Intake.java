package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Durations;
import dev.invitations.topology.Resource;
import java.time.Duration;

/**
 * Whether a queue takes every message that SNS may send, and gives it out at once. Neither is declared, so neither is
 * applied.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
record Intake(Remedies remedies) {
    private static final String MAXIMUM = "MaximumMessageSize";
    private static final String DELAY = "DelaySeconds";
    /** In bytes. */
    private static final long LARGEST_OF_SNS = 262_144;

    Finding size(Examined<Resource.Queue> queue) {
        Subject subject = queue.subject();
        long found = queue.found(MAXIMUM).map(Long::parseLong).orElse(LARGEST_OF_SNS);
        return found >= LARGEST_OF_SNS
                ? subject.ok("size", "up to " + found + " bytes")
                : subject.problem(
                        "size",
                        "it takes no message of more than " + found + " bytes, and SNS lets one of " + LARGEST_OF_SNS
                                + " be published: " + consequence(queue.wanted()),
                        remedies.setQueue(queue.wanted().name(), MAXIMUM, LARGEST_OF_SNS));
    }

    Finding delay(Examined<Resource.Queue> queue) {
        Subject subject = queue.subject();
        long found = queue.count(DELAY);
        return found == 0
                ? subject.ok("delay", "none")
                : subject.warning(
                        "delay",
                        "every message waits for " + Durations.format(Duration.ofSeconds(found))
                                + " before its worker can receive it",
                        remedies.setQueue(queue.wanted().name(), DELAY, 0));
    }

    private static String consequence(Resource.Queue queue) {
        return queue.kind().equals(Resource.DEAD_LETTER_QUEUE)
                ? "a larger one that can't be delivered is lost"
                : "a larger one goes to the dead-letter queue";
    }
}
