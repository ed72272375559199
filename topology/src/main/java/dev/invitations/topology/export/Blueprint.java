package dev.invitations.topology.export;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a template consists of: the resources of a topology, and what is left open since environments differ in it (the
 * prefix, keys, HTTP endpoints), by the names that they have in the template.
 */
final class Blueprint {
    private final Topology topology;
    private final Place place;
    private final List<Resource> resources;
    private final BiFunction<String, String, String> naming;
    private final UniqueNames names = new UniqueNames();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Resource> byArn = new HashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<Resource.Subscription, String> endpoints = new LinkedHashMap<>();

    /**
     * Names everything.
     *
     * @param place in words of the template that stand for wherever it will be used
     * @param naming makes a name for the template, of a kind (that of a resource, or {@code key} or {@code endpoint}) and
     *     of what was declared
     */
    Blueprint(Topology topology, Place place, BiFunction<String, String, String> naming) {
        this.topology = topology;
        this.place = place;
        this.resources = DesiredState.of(topology, place).resources();
        this.naming = naming;
        resources.forEach(this::add);
        for (DeclaredTopic topic : topology.topics()) {
            topic.encryptionKey().ifPresent(key -> keys.computeIfAbsent(key, _ -> claim("key", topic.name())));
        }
    }

    private void add(Resource resource) {
        labels.put(identity(resource), claim(resource.kind(), bareName(resource)));
        resource.knownArn().ifPresent(arn -> byArn.put(arn, resource));
        if (resource instanceof Resource.Subscription subscription && subscription.mustBeConfirmed()) {
            endpoints.put(subscription, claim("endpoint", subscription.name()));
        }
    }

    private String claim(String kind, String name) {
        return names.claim(naming.apply(kind, name), kind + " " + name);
    }

    private String bareName(Resource resource) {
        return resource instanceof Resource.Subscription
                ? resource.name()
                : resource.name().substring(prefix().length());
    }

    private static String identity(Resource resource) {
        return resource.kind() + " " + resource.name();
    }

    /** In the order in which they can be created. */
    List<Resource> resources() {
        return resources;
    }

    /** What a resource is called in the template. */
    String label(Resource resource) {
        return labels.get(identity(resource));
    }

    /** What keys are called in the template, by their declared alias, id or ARN. */
    Map<String, String> keys() {
        return keys;
    }

    /** What the endpoints of the HTTP subscriptions are called in the template. */
    Map<Resource.Subscription, String> endpoints() {
        return endpoints;
    }

    /** The queue or topic of that ARN. */
    Optional<Resource> withArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Whether the one is created before the other. */
    boolean isBefore(Resource one, Resource other) {
        return resources.indexOf(one) < resources.indexOf(other);
    }

    /** The queues that a subscription needs: its own, and its dead-letter queue. */
    List<Resource> queuesOf(Resource.Subscription subscription) {
        return resources.stream()
                .filter(Resource.Queue.class::isInstance)
                .filter(subscription::needs)
                .toList();
    }

    /** The attributes of a subscription; without a filter there is nothing that its scope could be of. */
    static Map<String, String> attributes(Resource.Subscription subscription) {
        Map<String, String> attributes = new LinkedHashMap<>(subscription.attributes());
        if (attributes.remove("FilterPolicy", "{}")) {
            attributes.remove("FilterPolicyScope");
        }
        return attributes;
    }

    /** The prefix that is declared. */
    String prefix() {
        return topology.prefix();
    }

    /** The name on AWS of a queue or topic, under a prefix. */
    String name(Resource resource, String prefix) {
        return prefix + bareName(resource);
    }

    /** The ARN of a queue, under a prefix. */
    String queueArn(Resource queue, String prefix) {
        return place.queueArn(name(queue, prefix));
    }

    /** The tags under a prefix: one of them says whose the resource is. */
    Map<String, String> tags(Resource resource, String prefix) {
        Map<String, String> tags = new LinkedHashMap<>(resource.tags());
        String ownership = DesiredState.ownership(topology).getKey();
        tags.computeIfPresent(ownership, (_, value) -> value.substring(0, value.length() - prefix().length()) + prefix);
        return tags;
    }

    /** How much of a queue's name is not the prefix, at most. */
    int longestBareQueueName() {
        return resources.stream()
                .filter(Resource.Queue.class::isInstance)
                .mapToInt(queue -> bareName(queue).length())
                .max()
                .orElse(0);
    }
}
