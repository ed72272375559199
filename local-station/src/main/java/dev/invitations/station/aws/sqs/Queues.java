package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.time.StationClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The queues there are, with the attributes that were set: ElasticMQ ignores some of them, and knows neither region nor
 * account. It belongs to one event loop.
 */
final class Queues {
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    private final StationClock clock;
    private final Supplier<Settings> settings;
    private final Map<String, Queue> byName = new HashMap<>();
    private final Map<String, Instant> purged = new HashMap<>();

    Queues(StationClock clock, Supplier<Settings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    Optional<Queue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Queue> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf(':') + 1))
                .filter(queue -> queue.arn().equals(arn));
    }

    void created(String name, String arn, Map<String, String> attributes) {
        var queue = new Queue(arn, clock.now());
        byName.put(name, queue);
        changed(queue, attributes);
    }

    /** @param attributes that were set; what is empty was taken away */
    void changed(Queue queue, Map<String, String> attributes) {
        queue.set(attributes, clock.now(), settings.get().policyPropagation());
    }

    void deleted(String name) {
        byName.remove(name);
        purged.remove(name);
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Whether it may be purged now; if so, not again for a while. */
    boolean purge(String name) {
        Instant now = clock.now();
        Instant last = purged.get(name);
        if (last != null && now.isBefore(last.plus(BETWEEN_PURGES))) {
            return false;
        }
        if (byName.containsKey(name)) {
            purged.put(name, now);
        }
        return true;
    }

    /** Whether some queue moves there what it can't get rid of. */
    boolean isDeadLetterQueue(String arn) {
        return byName.values().stream()
                .map(queue -> queue.attributes().get("RedrivePolicy"))
                .filter(Objects::nonNull)
                .anyMatch(policy -> new RedrivePolicy(policy).target().equals(arn));
    }

    /** Why SNS may not deliver to a queue on behalf of a topic; empty where it may. */
    Optional<String> refusal(String topicArn, String queueArn) {
        return findByArn(queueArn)
                .map(queue -> queue.refusal(topicArn, clock.now()))
                .orElse(Optional.of("the queue does not exist"));
    }
}
