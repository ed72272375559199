package dev.invitations.messaging;

import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The subscription that no handler has: keeps what the carrier brings as it is, and gives back what is hopeless. */
@ApplicationScoped
class ThreeTries {
    static final String NAME = "three-tries";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private Consumption consumption;

    /** A message that this subscription gets. */
    static Message message(String body) {
        return new Message(body, Map.of("team", NAME));
    }

    void start(@Observes StartupEvent event, Carrier carrier, Topology topology) {
        var subscription = topology.queues()
                .filter(queue -> queue.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        consumption = carrier.consume(subscription, next -> {
            received.add(next);
            return next.message().body().startsWith("hopeless")
                    ? new Outcome.Failed(Duration.ZERO)
                    : new Outcome.Done();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        consumption.close();
    }

    /** What has come of one message. */
    List<Received> received(Message message) {
        return received.stream().filter(next -> next.message().equals(message)).toList();
    }
}
