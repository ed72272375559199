package dev.invitations.messaging;

import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.aws.SnsSqsCarrier;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.memory.MemoryCarrier;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the carrier by {@code invitations.pubsub.impl}. */
class CarrierProducer {

    @Produces
    @Singleton
    Topology topology() {
        return Topology.declared();
    }

    @Produces
    @Singleton
    Carrier carrier(PubSubConfig config, Instance<MemoryCarrier> memory, Instance<SnsSqsCarrier> aws) {
        return switch (config.impl()) {
            case MEMORY -> memory.get();
            case AWS -> aws.get();
        };
    }
}
