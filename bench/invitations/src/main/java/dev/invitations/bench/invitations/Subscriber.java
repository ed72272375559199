package dev.invitations.bench.invitations;

import dev.invitations.bench.contender.Contender;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Takes messages as the carrier brings them, undecoded, as the other contenders do. */
@Singleton
class Subscriber {
    private final Carrier carrier;
    private final Topology topology;
    private Consumption consumption;
    private Contender contender;

    Subscriber(Carrier carrier, Topology topology) {
        this.carrier = carrier;
        this.topology = topology;
    }

    void start(@Observes StartupEvent event) {
        String queue = System.getProperty(Contender.QUEUE);
        QueueSubscription subscription = topology.queues()
                .filter(declared -> declared.queue().equals(queue))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("deploy/topology.yaml declares no queue " + queue));
        contender = Contender.join();
        consumption = carrier.consume(subscription, this::handle);
    }

    void stop(@Observes ShutdownEvent event) {
        consumption.close();
    }

    private Outcome handle(Received received) {
        try {
            contender.handle(received.message().body());
            return new Outcome.Done();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(Duration.ZERO);
        }
    }
}
