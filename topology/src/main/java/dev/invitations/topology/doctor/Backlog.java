package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Durations;
import dev.invitations.topology.Count;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.QueueDepth;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in queues.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html">SQS: quotas</a>
 */
record Backlog(OldestMessages oldest, Remedies remedies) {
    private static final String MESSAGES = "messages";
    private static final String IN_FLIGHT = "in flight";
    private static final String OLDEST = "oldest message";
    /** Of standard and of FIFO queues alike. */
    private static final long MOST_IN_FLIGHT = 120_000;

    private static final long NEARLY = MOST_IN_FLIGHT * 8 / 10;

    Stream<Finding> ofQueue(Examined<Resource.Queue> queue) {
        return Stream.concat(Stream.of(messages(queue), inFlight(queue)), age(queue, remedies.workers()).stream());
    }

    Stream<Finding> ofDeadLetterQueue(Examined<Resource.Queue> queue, String subscription) {
        long deadLetters = all(queue);
        Subject subject = queue.subject();
        return deadLetters == 0
                ? Stream.of(subject.ok(MESSAGES, "none"))
                : Stream.concat(
                        Stream.of(subject.warning(
                                MESSAGES,
                                "it holds " + Count.of(deadLetters, "dead letter") + "; the command shows why",
                                remedies.deadLetters(subscription))),
                        age(queue, Optional.of(remedies.deadLetters(subscription))).stream());
    }

    private Finding messages(Examined<Resource.Queue> queue) {
        long waiting = queue.count("ApproximateNumberOfMessages");
        long received = queue.count("ApproximateNumberOfMessagesNotVisible");
        return waiting > 0 && received == 0
                ? queue.subject()
                        .warning(
                                MESSAGES,
                                Count.of(waiting, "message") + " waiting and none received: does its worker run?",
                                remedies.workers())
                : queue.subject()
                        .ok(MESSAGES, waiting == 0 ? "none waiting" : Count.of(waiting, "message") + " waiting");
    }

    private Finding inFlight(Examined<Resource.Queue> queue) {
        long received = queue.count("ApproximateNumberOfMessagesNotVisible");
        return received < NEARLY
                ? queue.subject().ok(IN_FLIGHT, Long.toString(received))
                : queue.subject()
                        .warning(
                                IN_FLIGHT,
                                received + " messages are received and not deleted; at " + MOST_IN_FLIGHT
                                        + " SQS gives out no more",
                                remedies.workers());
    }

    /** Asked only where there is a message. */
    private Optional<Finding> age(Examined<Resource.Queue> queue, Optional<String> mend) {
        if (all(queue) == 0) {
            return Optional.empty();
        }
        Subject subject = queue.subject();
        Optional<Duration> age =
                Optional.ofNullable(oldest.ages().get(queue.wanted().name()));
        if (age.isEmpty()) {
            return Optional.of(subject.unknown(
                    OLDEST,
                    oldest.unknown()
                            .map(why -> "only CloudWatch knows how old it is, and can't be asked: " + why)
                            .orElse("CloudWatch has not seen it yet")));
        }
        Duration retention = Duration.ofSeconds(queue.count("MessageRetentionPeriod"));
        String said = Durations.format(rounded(age.get())) + " old; it is lost after " + Durations.format(retention);
        return Optional.of(
                age.get().multipliedBy(2).compareTo(retention) < 0
                        ? subject.ok(OLDEST, said)
                        : subject.warning(OLDEST, said, mend));
    }

    private static Duration rounded(Duration age) {
        return age.truncatedTo(
                age.toHours() > 1 ? ChronoUnit.HOURS : age.toMinutes() > 1 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
    }

    static long all(Examined<?> queue) {
        return queue.reading() instanceof Reading.Found(Map<String, String> attributes)
                ? QueueDepth.in(attributes).total()
                : 0;
    }
}
