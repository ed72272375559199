package dev.invitations.topology.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.topology.JsonText;
import dev.invitations.topology.Resource;
import java.util.Optional;

/**
 * Whether what fails is sent to the declared dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">
 *     Dead-letter queues of SQS</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">Dead-letter queues of SNS</a>
 */
record DeadLetterTarget(Remedies remedies) {
    private static final String CHECK = "redrive";
    private static final String POLICY = "RedrivePolicy";

    /** What a worker can't handle. */
    Finding ofQueue(Examined<Resource.Queue> queue, Resource.Queue deadLetterQueue) {
        return of(
                queue,
                deadLetterQueue,
                "a message that its worker can't handle comes again and again until its retention ends, and is then lost");
    }

    /** What SNS can't deliver. */
    Finding ofSubscription(Examined<Resource.Subscription> subscription, Resource.Queue deadLetterQueue) {
        return of(subscription, deadLetterQueue, "what SNS can't deliver is lost");
    }

    private Finding of(Examined<?> source, Resource.Queue deadLetterQueue, String without) {
        Subject subject = source.subject();
        Optional<JsonNode> policy = source.found(POLICY).map(JsonText::read);
        if (policy.isEmpty()) {
            return subject.problem(CHECK, "it has no redrive policy: " + without, remedies.apply());
        }
        String target = policy.get().path("deadLetterTargetArn").asText();
        if (!target.equals(deadLetterQueue.arn())) {
            return subject.problem(CHECK, elsewhere(target, deadLetterQueue), remedies.apply());
        }
        if (!source.differences(POLICY::equals).isEmpty()) {
            return subject.warning(
                    CHECK,
                    "a message is tried " + maxReceiveCount(policy.get()) + " times and not "
                            + maxReceiveCount(
                                    JsonText.read(source.wanted(POLICY).orElse(""))),
                    remedies.apply());
        }
        return subject.ok(CHECK, "to " + deadLetterQueue.name());
    }

    private static String maxReceiveCount(JsonNode policy) {
        return policy.path("maxReceiveCount").asText();
    }

    private static String elsewhere(String target, Resource.Queue deadLetterQueue) {
        boolean isFifo = target.endsWith(".fifo");
        if (isFifo != deadLetterQueue.fifo()) {
            return "its redrive policy points to a " + kind(isFifo) + " queue, " + target
                    + ", which takes nothing of a " + kind(!isFifo) + " one";
        }
        return "its redrive policy points to " + target + " and not to " + deadLetterQueue.arn()
                + ": dead letters go where nobody looks";
    }

    private static String kind(boolean fifo) {
        return fifo ? "FIFO" : "standard";
    }
}
