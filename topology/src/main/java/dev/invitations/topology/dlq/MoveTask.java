package dev.invitations.topology.dlq;

import dev.invitations.topology.aws.Pause;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/**
 * Moves the messages of a dead-letter queue to a queue, by SQS itself. The queue is named, since SQS knows where a message
 * came from only if it was SQS that moved it here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">SQS:
 *     dead-letter queue redrive</a>
 */
final class MoveTask {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /**
     * How it ended.
     *
     * @param count how many were moved, about
     * @param isStopped whether it was cancelled, since more had been moved than there were: SQS goes on as long as there is
     *     anything to move, and so for ever where a worker puts back what it gets
     */
    record Moved(long count, boolean isStopped) {}

    private final SqsClient sqs;
    private final String source;
    private final String destination;
    private final String apply;
    private final Consumer<String> progress;

    /**
     * @param apply the command that mends what is missing
     * @param progress hears in a few words how far it is
     */
    MoveTask(SqsClient sqs, String sourceArn, String destinationArn, String apply, Consumer<String> progress) {
        this.sqs = sqs;
        this.source = sourceArn;
        this.destination = destinationArn;
        this.apply = apply;
        this.progress = progress;
    }

    /**
     * Moves them, and returns when SQS says that it is done, or has moved more than there were. Where a task is at it
     * already, that one is followed.
     *
     * @param there how many there are
     * @param perSecond at most so many, from 1 to 500; empty for what SQS finds right
     * @throws MoveFailed says why not all were moved
     */
    Moved run(long there, OptionalInt perSecond) {
        Optional<ListMessageMoveTasksResultEntry> last = newest();
        if (last.filter(MoveTask::isUnderWay).isPresent()) {
            return followOther(there + moved(last.get()));
        }
        try {
            sqs.startMessageMoveTask(request -> {
                request.sourceArn(source).destinationArn(destination);
                perSecond.ifPresent(request::maxNumberOfMessagesPerSecond);
            });
        } catch (SqsException e) {
            // Somebody else may have been faster.
            if (newest().filter(MoveTask::isUnderWay).isPresent()) {
                return followOther(there);
            }
            throw MoveFailed.toStart(e, source, destination, apply);
        }
        Long earlier =
                last.map(ListMessageMoveTasksResultEntry::startedTimestamp).orElse(null);
        return follow(task -> !Objects.equals(task.startedTimestamp(), earlier), there);
    }

    /** SQS lists the newest first; it tells a task's handle only while it runs. */
    private Optional<ListMessageMoveTasksResultEntry> newest() {
        return sqs.listMessageMoveTasks(request -> request.sourceArn(source).maxResults(1)).results().stream()
                .findFirst();
    }

    private static boolean isUnderWay(ListMessageMoveTasksResultEntry task) {
        return task.status().equals("RUNNING") || task.status().equals("CANCELLING");
    }

    private Moved followOther(long there) {
        progress.accept("a task is moving them already; this follows it");
        return follow(task -> true, there);
    }

    private Moved follow(Predicate<ListMessageMoveTasksResultEntry> isOurs, long there) {
        String said = "";
        while (true) {
            Optional<ListMessageMoveTasksResultEntry> task = newest().filter(isOurs);
            if (task.isPresent() && !isUnderWay(task.get())) {
                return outcome(task.get());
            }
            // As many as there were says nothing: SQS takes a while to see that there are no more.
            if (task.isPresent() && moved(task.get()) > there) {
                Optional<Moved> stopped = stop(task.get());
                if (stopped.isPresent()) {
                    return stopped.get();
                }
            }
            String now = task.map(MoveTask::progress).orElse("");
            if (!now.equals(said)) {
                progress.accept(now);
                said = now;
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    /** Empty where it can't be stopped, since it has just ended or somebody else is stopping it. */
    private Optional<Moved> stop(ListMessageMoveTasksResultEntry task) {
        try {
            CancelMessageMoveTaskResponse cancelled =
                    sqs.cancelMessageMoveTask(request -> request.taskHandle(task.taskHandle()));
            long count = Objects.requireNonNullElse(cancelled.approximateNumberOfMessagesMoved(), 0L);
            return Optional.of(new Moved(Math.max(count, moved(task)), true));
        } catch (ResourceNotFoundException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private Moved outcome(ListMessageMoveTasksResultEntry task) {
        if (task.status().equals("COMPLETED")) {
            return new Moved(moved(task), false);
        }
        throw MoveFailed.onTheWay(task, destination, apply);
    }

    private static String progress(ListMessageMoveTasksResultEntry task) {
        return "moved " + moved(task)
                + (task.approximateNumberOfMessagesToMove() == null
                        ? ""
                        : " of " + task.approximateNumberOfMessagesToMove());
    }

    static long moved(ListMessageMoveTasksResultEntry task) {
        return Objects.requireNonNullElse(task.approximateNumberOfMessagesMoved(), 0L);
    }
}
