package dev.invitations.station.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Any valid topology. Its names are few, so that two of them often mean different things by the same name.
 *
 * @param prefix of every one of them
 */
record AnyTopology(String prefix) {
    private static final int DAY = 86_400;

    Arbitrary<Topology> topologies() {
        Arbitrary<List<Integer>> subscriptions =
                Arbitraries.integers().between(0, 3).list().ofSize(4);
        return Combinators.combine(
                        topic("invitations"),
                        topic("news"),
                        subscriptions,
                        subscription().list().ofSize(4))
                .as((first, second, homes, seeds) -> {
                    // Each subscription belongs to the first topic, to the second, or is not declared at all.
                    List<DeclaredSubscription> ofFirst = new ArrayList<>();
                    List<DeclaredSubscription> ofSecond = new ArrayList<>();
                    for (int i = 0; i < seeds.size(); i++) {
                        String name = "worker-" + i;
                        switch (homes.get(i)) {
                            case 0, 1 -> seeds.get(i).named(name, first).ifPresent(ofFirst::add);
                            case 2 -> seeds.get(i).named(name, second).ifPresent(ofSecond::add);
                            default -> {}
                        }
                    }
                    return new Topology(prefix, List.of(with(first, ofFirst), with(second, ofSecond)));
                });
    }

    private static DeclaredTopic with(DeclaredTopic topic, List<DeclaredSubscription> subscriptions) {
        return new DeclaredTopic(
                topic.prefix(),
                topic.name(),
                topic.fifo(),
                topic.encryptionKey(),
                topic.tags(),
                topic.publishers(),
                topic.otherAccounts(),
                subscriptions);
    }

    private Arbitrary<DeclaredTopic> topic(String name) {
        Arbitrary<Optional<String>> key = Arbitraries.of(
                        "alias/invitations",
                        "1234abcd-12ab-34cd-56ef-1234567890ab",
                        "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                .optional(0.4);
        Arbitrary<Map<String, String>> tags = Arbitraries.maps(
                        Arbitraries.of("team", "cost-center", "on call", "env"),
                        Arbitraries.strings()
                                .alpha()
                                .withChars(" +-=._:/@äöü&<")
                                .ofMaxLength(20))
                .ofMaxSize(3);
        Arbitrary<List<String>> others = Arbitraries.of(
                        "123456789012",
                        "210987654321",
                        "arn:aws:iam::123456789012:role/publisher",
                        "arn:aws:iam::123456789012:user/ann")
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.of(false, true), key, tags, others)
                .as((fifo, encryptionKey, its, accounts) ->
                        new DeclaredTopic(prefix, name, fifo, encryptionKey, its, List.of("api"), accounts, List.of()));
    }

    /** A subscription that has no name yet; none of a topic that can't have it. */
    private interface Seed {
        Optional<DeclaredSubscription> named(String name, DeclaredTopic topic);
    }

    private Arbitrary<Seed> subscription() {
        Arbitrary<Seed> queues = Combinators.combine(
                        filters(),
                        seconds(1, 12 * 3_600),
                        Arbitraries.integers().between(1, 1_000),
                        retentions(),
                        Arbitraries.of(true, false))
                .as((filter, visibility, maxReceives, retention, inOrder) ->
                        (name, topic) -> Optional.of(new QueueSubscription(
                                prefix,
                                name,
                                topic.fifo() && inOrder,
                                filter,
                                visibility,
                                Duration.ofMinutes(5),
                                maxReceives,
                                retention.get(0),
                                retention.get(1))));
        Arbitrary<Seed> endpoints = Combinators.combine(
                        filters(),
                        Arbitraries.of("http", "https"),
                        deliveryPolicies().optional(0.5),
                        retentions())
                .as((filter, scheme, policy, retention) -> (name, topic) -> Optional.of(topic)
                        .filter(any -> !any.fifo())
                        .map(_ -> new HttpSubscription(
                                prefix,
                                name,
                                filter,
                                URI.create(scheme + "://localhost:1/" + prefix + name),
                                policy,
                                retention.get(1))));
        return Arbitraries.frequencyOf(Tuple.of(3, queues), Tuple.of(1, endpoints));
    }

    private static Arbitrary<FilterPolicy> filters() {
        // Characters that XML can carry, in which SNS answers.
        Arbitrary<List<String>> texts = Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(
                        texts,
                        Arbitraries.integers().between(-1_000, 1_000),
                        Arbitraries.integers().between(0, 7))
                .as((values, number, kind) -> {
                    ObjectNode policy = JsonNodeFactory.instance.objectNode();
                    ArrayNode conditions = policy.putArray("event_type");
                    switch (kind) {
                        case 0 -> policy.removeAll();
                        case 1 -> conditions.addObject().put("prefix", values.getFirst());
                        case 2 -> conditions.addObject().put("exists", number > 0);
                        case 3 ->
                            conditions.addObject().putArray("numeric").add(">=").add(number);
                        case 4 -> {
                            ArrayNode none = conditions.addObject().putArray("anything-but");
                            values.forEach(none::add);
                        }
                        case 5 -> {
                            values.forEach(conditions::add);
                            policy.putArray("team").add(number).add(String.valueOf(number));
                        }
                        case 6 -> {
                            policy.removeAll()
                                    .putObject("data")
                                    .putArray("team")
                                    .add(values.getFirst());
                            return FilterPolicy.parse(policy.toString(), FilterScope.MESSAGE_BODY);
                        }
                        default -> values.forEach(conditions::add);
                    }
                    return FilterPolicy.parse(policy.toString());
                });
    }

    private static Arbitrary<DeliveryPolicy> deliveryPolicies() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(20, 30),
                        Arbitraries.integers().between(0, 10).list().ofSize(4),
                        Arbitraries.of(BackoffFunction.values()),
                        Arbitraries.integers().between(1, 50).optional(0.5))
                .as((shortest, longest, counts, growth, perSecond) -> new DeliveryPolicy(
                        Duration.ofSeconds(shortest),
                        Duration.ofSeconds(longest),
                        counts.stream().mapToInt(Integer::intValue).sum(),
                        counts.get(0),
                        counts.get(1),
                        counts.get(2),
                        growth,
                        perSecond.map(OptionalInt::of).orElseGet(OptionalInt::empty)));
    }

    /** Of a queue, and of its dead-letter queue, which keeps at least as long. */
    private static Arbitrary<List<Duration>> retentions() {
        return seconds(60, 14 * DAY).list().ofSize(2).map(two -> two.stream()
                .sorted()
                .toList());
    }

    private static Arbitrary<Duration> seconds(int least, int most) {
        return Arbitraries.integers().between(least, most).map(Duration::ofSeconds);
    }
}
