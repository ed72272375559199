package dev.invitations.topology;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Topologies with more in them than ours. */
public final class Topologies {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private Topologies() {}

    /** One topic of each kind: with a key and a webhook, and FIFO. */
    public static Topology rich() {
        String prefix = "staging-";
        DeclaredTopic orders = new DeclaredTopic(
                prefix,
                "orders",
                false,
                Optional.of("alias/orders"),
                Map.of("team", "shop"),
                List.of("shop", "billing"),
                List.of("210987654321", "arn:aws:iam::321098765432:role/partner"),
                List.of(
                        queue(
                                prefix,
                                "billing",
                                false,
                                "{\"event_type\":[\"order_placed\",\"order_paid\"],\"currency\":[\"${any}\"]}"),
                        webhook(prefix, "customers", "https://hooks.example.com/orders")));
        DeclaredTopic ledger = new DeclaredTopic(
                prefix,
                "ledger",
                true,
                Optional.empty(),
                Map.of(),
                List.of("billing"),
                List.of(),
                List.of(queue(
                        prefix,
                        "audit",
                        true,
                        "{\"amount\":[{\"numeric\":[\">=\",100.5]}],\"test\":[{\"exists\":false}],\"paid\":[true]}")));
        return new Topology(prefix, List.of(orders, ledger));
    }

    /** Names that are the same once all that is no letter is gone. */
    public static Topology namedAlike() {
        return topology(
                queue("", "mail-worker", false, "{}"),
                queue("", "mail_worker", false, "{}"),
                queue("", "MailWorker", false, "{}"),
                queue("", "2nd", false, "{}"));
    }

    /** A topic {@code events} with these subscriptions. */
    public static Topology topology(DeclaredSubscription... subscriptions) {
        return new Topology(
                "",
                List.of(new DeclaredTopic(
                        "",
                        "events",
                        false,
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(subscriptions))));
    }

    /** A subscription of a queue. */
    public static QueueSubscription queue(String prefix, String name, boolean fifo, String filter) {
        return new QueueSubscription(prefix, name, fifo, FilterPolicy.parse(filter), MINUTE, MINUTE, 3, WEEK, WEEK);
    }

    /** A subscription of an endpoint. */
    public static HttpSubscription webhook(String prefix, String name, String endpoint) {
        DeliveryPolicy patient = new DeliveryPolicy(
                Duration.ofSeconds(5), MINUTE, 12, 1, 2, 3, BackoffFunction.EXPONENTIAL, OptionalInt.of(10));
        return new HttpSubscription(prefix, name, FilterPolicy.ALL, URI.create(endpoint), Optional.of(patient), WEEK);
    }
}
