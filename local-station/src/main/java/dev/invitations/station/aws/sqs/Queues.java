package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.time.StationClock;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The queues there are, of all accounts and regions, with the attributes that were set, some of which ElasticMQ ignores.
 * It belongs to one event loop.
 */
final class Queues {
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);
    private static final Duration REST_OF_A_NAME = Duration.ofSeconds(60);

    private final StationClock clock;
    private final Supplier<Settings> settings;
    private final Map<String, Queue> byArn = new HashMap<>();
    private final Map<String, Instant> purged = new HashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();

    Queues(StationClock clock, Supplier<Settings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    Optional<Queue> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** @throws SqsError where there is none */
    Queue require(String arn) {
        return find(arn).orElseThrow(SqsError::noSuchQueue);
    }

    /** @throws SqsError where one of that name was deleted just now */
    void requireRested(String arn) {
        Instant now = clock.now();
        deleted.values().removeIf(last -> !now.isBefore(last.plus(REST_OF_A_NAME)));
        if (settings.get().restQueueNames() && deleted.containsKey(arn)) {
            throw SqsError.deletedRecently();
        }
    }

    void created(String arn, Map<String, String> attributes) {
        var queue = new Queue(arn, clock.now());
        byArn.put(arn, queue);
        changed(queue, attributes);
    }

    /** @param attributes that were set; what is empty was taken away */
    void changed(Queue queue, Map<String, String> attributes) {
        queue.set(attributes, clock.now(), settings.get().policyPropagation());
    }

    void deleted(String arn) {
        byArn.remove(arn);
        purged.remove(arn);
        deleted.put(arn, clock.now());
    }

    /** Forgets everything. */
    void reset() {
        byArn.clear();
        purged.clear();
        deleted.clear();
    }

    /** Whether it may be purged now; if so, not again for a while. */
    boolean purge(String arn) {
        Instant now = clock.now();
        Instant last = purged.get(arn);
        if (last != null && now.isBefore(last.plus(BETWEEN_PURGES))) {
            return false;
        }
        if (byArn.containsKey(arn)) {
            purged.put(arn, now);
        }
        return true;
    }

    /** Whether some queue moves there what it can't get rid of. */
    boolean isDeadLetterQueue(String arn) {
        return byArn.values().stream()
                .map(queue -> queue.attributes().get(RedrivePolicy.NAME))
                .filter(Objects::nonNull)
                .anyMatch(policy -> new RedrivePolicy(policy).target().equals(arn));
    }

    /** What a queue's policy says at this moment. */
    Decision decide(Queue queue, AccessRequest request) {
        return queue.decide(request, clock.now());
    }

    /** Why SNS may not deliver to a queue on behalf of a topic; empty where it may. */
    Optional<String> refusal(String topicArn, String queueArn) {
        return find(queueArn)
                .map(queue -> queue.refusal(topicArn, clock.now()))
                .orElse(Optional.of("the queue does not exist"));
    }
}
