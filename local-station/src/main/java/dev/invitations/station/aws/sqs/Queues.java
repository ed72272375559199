package dev.invitations.station.aws.sqs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The queues there are, with the attributes that were set: ElasticMQ ignores some of them, and knows neither region nor
 * account. It belongs to one event loop.
 */
final class Queues {

    /** @param attributes what was set, by name */
    record Queue(String arn, Map<String, String> attributes) {}

    private final Map<String, Queue> byName = new HashMap<>();

    Optional<Queue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Queue> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf(':') + 1))
                .filter(queue -> queue.arn().equals(arn));
    }

    void created(String name, String arn, Map<String, String> attributes) {
        byName.put(name, new Queue(arn, new HashMap<>(attributes)));
    }

    void deleted(String name) {
        byName.remove(name);
    }

    /**
     * Why SNS may not deliver to a queue on behalf of a topic; empty where it may. The only place that decides this:
     * the queue's policy is to be asked here.
     */
    Optional<String> refusal(String topicArn, String queueArn) {
        return findByArn(queueArn).isPresent() ? Optional.empty() : Optional.of("the queue does not exist");
    }
}
