package dev.invitations.topology.dlq;

import dev.invitations.topology.Count;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.Reason;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * SQS did not move the messages, or not all of them; those are where they were.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-dlq-redrive.html">SQS:
 *     troubleshooting redrives</a>
 */
final class MoveFailed extends TopologyFailure {
    private static final long serialVersionUID = 1;

    private MoveFailed(String message, Throwable cause) {
        super(message, cause);
    }

    static MoveFailed toStart(SqsException e, String source, String destination, String apply) {
        String detail = e.awsErrorDetails().errorMessage();
        if (e instanceof ResourceNotFoundException) {
            return new MoveFailed(missing(destination, apply), e);
        }
        if (detail != null && detail.contains("must be configured as a Dead Letter Queue")) {
            return new MoveFailed(
                    "SQS moves messages only out of the dead-letter queue of another queue, and " + name(source)
                            + " is none just now: " + name(destination)
                            + " is missing, or its RedrivePolicy names another one; " + apply + " mends both",
                    e);
        }
        return new MoveFailed(Reason.of(e), e);
    }

    static MoveFailed onTheWay(ListMessageMoveTasksResultEntry task, String destination, String apply) {
        String reason = Objects.requireNonNullElse(task.failureReason(), "no reason given");
        String why;
        if (task.status().equals("CANCELLED")) {
            why = "somebody cancelled it";
        } else if (reason.contains("NonExistentQueue")) {
            why = missing(destination, apply);
        } else if (reason.contains("AccessDenied")) {
            why = "it is not allowed to (" + reason + "): whoever starts it must be allowed sqs:ReceiveMessage, "
                    + "sqs:DeleteMessage and sqs:GetQueueAttributes on the dead-letter queue, sqs:SendMessage on "
                    + name(destination) + ", and kms:Decrypt and kms:GenerateDataKey where a KMS key encrypts them";
        } else if (reason.contains("CouldNotDetermineMessageSource")) {
            why = "it was started without a destination, and SQS knows where a message came from only if it moved it; "
                    + "redrive again, this names the queue";
        } else {
            why = reason;
        }
        return new MoveFailed(
                "SQS stopped after " + Count.of(MoveTask.moved(task), "message") + ", the others stay: " + why, null);
    }

    private static String missing(String queueArn, String apply) {
        return "the queue " + name(queueArn) + " does not exist: " + apply + " creates it";
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
