package dev.invitations.messaging.memory;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.MachineTime;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.messaging.carrier.Received;
import dev.invitations.messaging.carrier.Time;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Topics and subscriptions in this process, for tests of one service: the declared subscriptions with their filters,
 * receive counts, redelivery and dead-letter queues. What was published is gone with the process.
 */
@Singleton
@Typed(MemoryCarrier.class)
public class MemoryCarrier implements Carrier {
    private final Map<String, MemorySubscription> subscriptions = new LinkedHashMap<>();
    private final Time time = new MachineTime("memory-carrier-timer");

    MemoryCarrier(Topology topology) {
        topology.queues()
                .forEach(declared -> subscriptions.put(declared.name(), new MemorySubscription(declared, time)));
    }

    @Override
    public List<Optional<PublishFailed>> publish(List<Outgoing> messages) {
        return messages.stream().map(Outgoing::message).map(this::publish).toList();
    }

    private Optional<PublishFailed> publish(Message message) {
        if (message.bytes() > Message.MOST_BYTES) {
            return Optional.of(PublishFailed.ofEvent(
                    PublishFailed.Kind.REFUSED,
                    "The event is too long: " + message.bytes() + " bytes with its attributes, and "
                            + Message.MOST_BYTES + " are allowed"));
        }
        subscriptions.values().forEach(subscription -> subscription.offer(message));
        return Optional.empty();
    }

    @Override
    public Optional<String> topicProblem() {
        return Optional.empty();
    }

    @Override
    public Dependency topic() {
        return new Dependency() {
            @Override
            public String name() {
                return "the topic in memory";
            }

            @Override
            public void check() {
                // It is never away.
            }
        };
    }

    @Override
    public Consumption consume(QueueSubscription subscription, Function<Received, Outcome> handler) {
        return subscriptions.get(subscription.name()).consume(handler);
    }

    /** What is in the dead-letter queue of a subscription, oldest first. */
    public List<Message> deadLetters(String subscription) {
        return subscriptions.get(subscription).deadLetters();
    }

    @PreDestroy
    void close() {
        time.close();
    }
}
