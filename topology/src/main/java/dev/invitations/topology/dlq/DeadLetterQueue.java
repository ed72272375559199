package dev.invitations.topology.dlq;

import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.QueueDepth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A dead-letter queue that exists. */
final class DeadLetterQueue {
    /** Long enough to receive a lot, and short enough that nobody misses what a killed command leaves hidden. */
    private static final Duration FOR_A_LOOK = Duration.ofMinutes(1);

    private final SqsClient sqs;
    private final String name;
    private final String url;

    private DeadLetterQueue(SqsClient sqs, String name, String url) {
        this.sqs = sqs;
        this.name = name;
        this.url = url;
    }

    static Optional<DeadLetterQueue> find(SqsClient sqs, String name) {
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            return Optional.of(new DeadLetterQueue(sqs, name, url));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    String name() {
        return name;
    }

    QueueDepth depth() {
        return QueueDepth.at(sqs, url);
    }

    /** Up to {@code most} messages, which stay where they are. */
    List<DeadLetter> look(int most) {
        List<DeadLetter> letters = new ArrayList<>();
        try (Holding holding = hold(FOR_A_LOOK)) {
            List<DeadLetter> more;
            do {
                more = holding.more(most - letters.size());
                letters.addAll(more);
            } while (!more.isEmpty() && letters.size() < most);
        }
        return letters;
    }

    /** Keeps what is received from others until it is closed, or until {@code hidden} is over. */
    Holding hold(Duration hidden) {
        return new Holding(sqs, url, hidden);
    }

    /**
     * Deletes all there is.
     *
     * @throws TopologyFailure where that was done less than a minute ago
     */
    void purge() {
        try {
            sqs.purgeQueue(request -> request.queueUrl(url));
        } catch (PurgeQueueInProgressException e) {
            throw new TopologyFailure(
                    "SQS purges a queue once in 60 seconds, and " + name
                            + " was purged just now: try again in a minute",
                    e);
        }
    }
}
