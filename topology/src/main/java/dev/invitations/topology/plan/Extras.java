package dev.invitations.topology.plan;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.QueueDepth;
import dev.invitations.topology.aws.SubscriptionApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Looks for what is there and not declared. Only what has a name with the topology's prefix is asked for its tags. */
final class Extras {
    private final Apis apis;
    private final Function<String, List<Subscription>> subscriptionsOf;
    private final String prefix;
    private final Map.Entry<String, String> ownership;
    private final List<Resource> declared;

    Extras(Apis apis, Function<String, List<Subscription>> subscriptionsOf, Topology topology, DesiredState desired) {
        this.apis = apis;
        this.subscriptionsOf = subscriptionsOf;
        this.prefix = topology.prefix();
        this.ownership = DesiredState.ownership(topology);
        this.declared = desired.resources();
    }

    List<Extra> find() {
        List<Extra> topics = topics().toList();
        return Stream.of(subscriptions(topics), topics.stream(), queues())
                .flatMap(Function.identity())
                .sorted(Extra.DELETION_ORDER)
                .toList();
    }

    /** Those of declared topics, and those that would go with a topic that is extra itself. */
    private Stream<Extra> subscriptions(List<Extra> extraTopics) {
        List<String> topicArns = new ArrayList<>();
        all(Resource.Topic.class).map(Resource.Topic::arn).forEach(topicArns::add);
        extraTopics.stream().map(Extra::arn).forEach(topicArns::add);
        return topicArns.stream().flatMap(topic -> subscriptionsOf.apply(topic).stream()
                .filter(found -> all(Resource.Subscription.class)
                        .noneMatch(wanted -> wanted.topicArn().equals(topic) && SubscriptionApi.is(found, wanted)))
                .map(found -> new Extra(
                        Resource.SUBSCRIPTION,
                        found.protocol() + " " + found.endpoint(),
                        found.subscriptionArn(),
                        found.subscriptionArn(),
                        Optional.empty())));
    }

    private Stream<Extra> topics() {
        return apis.topics()
                .list()
                .filter(arn -> name(arn, ':').startsWith(prefix) && !isDeclared(Resource.Topic.class, name(arn, ':')))
                .filter(arn -> isOurs(apis.topics().tags(arn)))
                .map(arn -> new Extra(Resource.TOPIC, name(arn, ':'), arn, arn, Optional.empty()));
    }

    private Stream<Extra> queues() {
        return apis.queues()
                .list(prefix)
                .filter(url -> !isDeclared(Resource.Queue.class, name(url, '/')))
                .filter(url -> isOurs(apis.queues().tags(url)))
                .flatMap(url -> queue(url, apis.queues().attributes(url)));
    }

    private static Stream<Extra> queue(String url, Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return Stream.empty(); // It was deleted a moment ago; SQS still lists it.
        }
        // Every dead-letter queue of a topology says whose it is, and redrives to none itself.
        boolean isLast = attributes.containsKey("RedriveAllowPolicy") && !attributes.containsKey("RedrivePolicy");
        String kind = isLast ? Resource.DEAD_LETTER_QUEUE : Resource.QUEUE;
        return Stream.of(new Extra(
                kind, name(url, '/'), attributes.get("QueueArn"), url, Optional.of(QueueDepth.in(attributes))));
    }

    private boolean isOurs(Map<String, String> tags) {
        return ownership.getValue().equals(tags.get(ownership.getKey()));
    }

    private boolean isDeclared(Class<? extends Resource> kind, String name) {
        return all(kind).anyMatch(resource -> resource.name().equals(name));
    }

    private <R extends Resource> Stream<R> all(Class<R> kind) {
        return declared.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static String name(String id, char before) {
        return id.substring(id.lastIndexOf(before) + 1);
    }
}
