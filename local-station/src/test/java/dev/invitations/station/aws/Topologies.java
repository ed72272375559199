package dev.invitations.station.aws;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topologies to apply. */
final class Topologies {
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private Topologies() {}

    /** Something of everything: two queues, one filtered, and a webhook that nobody confirms. */
    static Topology ofEverything(String prefix) {
        return new Topology(
                prefix,
                List.of(new DeclaredTopic(
                        prefix,
                        "invitations",
                        false,
                        Optional.empty(),
                        Map.of("team", "growth"),
                        List.of(),
                        List.of("123456789012"),
                        List.of(
                                queue(prefix, "email-worker", "{\"event_type\":[\"user_invited\"]}"),
                                queue(prefix, "analytics-worker", "{}"),
                                new HttpSubscription(
                                        prefix,
                                        "webhook-relay",
                                        FilterPolicy.ALL,
                                        URI.create("http://localhost:1/" + prefix),
                                        Optional.empty(),
                                        FOUR_DAYS)))));
    }

    private static QueueSubscription queue(String prefix, String name, String filter) {
        return new QueueSubscription(
                prefix,
                name,
                false,
                FilterPolicy.parse(filter),
                Duration.ofSeconds(45),
                Duration.ofMinutes(5),
                7,
                FOUR_DAYS,
                FOUR_DAYS);
    }
}
