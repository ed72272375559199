package dev.invitations.topology.apply;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A topology with nothing but an endpoint that has to confirm. */
final class Webhooks {
    private Webhooks() {}

    static Topology at(String endpoint) {
        DeclaredSubscription webhooks = new HttpSubscription(
                "", "webhooks", FilterPolicy.ALL, URI.create(endpoint), Optional.empty(), Duration.ofDays(14));
        return new Topology(
                "",
                List.of(new DeclaredTopic(
                        "",
                        "invitations",
                        false,
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(webhooks))));
    }
}
