package dev.invitations.topology.doctor;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Api;
import dev.invitations.topology.aws.QueueApi;
import dev.invitations.topology.aws.Reason;
import dev.invitations.topology.aws.SubscriptionApi;
import dev.invitations.topology.aws.TopicApi;
import dev.invitations.topology.plan.Elsewhere;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Everything that is declared, as it is on AWS: each resource is read once, many at the same time, and nothing is changed.
 *
 * @param listings by the ARN of the topic
 */
record Observations(Map<Resource, Reading> readings, Map<String, Listing> listings) {
    /** @throws Elsewhere where the clients work in another account or region than they should */
    static Observations read(SnsClient sns, SqsClient sqs, List<Resource> resources) {
        List<String> topics = resources.stream()
                .filter(Resource.Topic.class::isInstance)
                .map(topic -> ((Resource.Topic) topic).arn())
                .toList();
        Map<String, Listing> listings = Parallel.map(topics, topic -> list(sns, topic));
        Map<Resource, Reading> readings = Parallel.map(resources, resource -> switch (resource) {
            case Resource.Queue queue -> read(new QueueApi(sqs), queue);
            case Resource.Topic topic -> attributes(new TopicApi(sns), topic.arn());
            case Resource.Subscription subscription ->
                read(new SubscriptionApi(sns), subscription, listings.get(subscription.topicArn()));
        });
        readings.forEach(Observations::requireHere);
        return new Observations(readings, listings);
    }

    /** Else all that is declared would be missing or foreign, and no command would mend that. */
    private static void requireHere(Resource resource, Reading reading) {
        if (reading instanceof Reading.Found(Map<String, String> attributes)) {
            Elsewhere.check(resource, Difference.between(resource.identity(), attributes));
        }
    }

    <R extends Resource> Examined<R> find(Class<R> kind, String name) {
        return readings.keySet().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .map(this::of)
                .orElseThrow();
    }

    private <R extends Resource> Examined<R> of(R resource) {
        return new Examined<>(resource, readings.get(resource));
    }

    /** The ids of the keys by which anything is encrypted. */
    Set<String> keys() {
        return examined()
                .flatMap(one -> one.found(Encryption.KEY).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the queues that are not empty. */
    List<String> queuesWithMessages() {
        return examined()
                .filter(one -> one.wanted() instanceof Resource.Queue && Backlog.all(one) > 0)
                .map(one -> one.wanted().name())
                .toList();
    }

    private Stream<Examined<?>> examined() {
        return readings.keySet().stream().map(this::of);
    }

    private static Listing list(SnsClient sns, String topicArn) {
        try {
            return new Listing(new SubscriptionApi(sns).list(topicArn), Optional.empty());
        } catch (AwsServiceException e) {
            return new Listing(List.of(), Optional.of(Reason.of(e)));
        }
    }

    private static Reading read(QueueApi queues, Resource.Queue queue) {
        try {
            return queues.find(queue).map(url -> attributes(queues, url)).orElseGet(Reading.Missing::new);
        } catch (AwsServiceException e) {
            return new Reading.Unreadable(Reason.of(e));
        }
    }

    private static Reading read(SubscriptionApi subscriptions, Resource.Subscription wanted, Listing listing) {
        if (listing.unreadable().isPresent()) {
            return new Reading.Unreadable(listing.unreadable().get());
        }
        return SubscriptionApi.arn(wanted, listing.subscriptions())
                .map(arn ->
                        arn.equals(SubscriptionApi.PENDING) ? new Reading.Pending() : attributes(subscriptions, arn))
                .orElseGet(Reading.Missing::new);
    }

    private static Reading attributes(Api<?> api, String id) {
        try {
            Map<String, String> attributes = api.attributes(id);
            // Emulators show of a pending subscription what AWS hides.
            if (attributes.getOrDefault("PendingConfirmation", "false").equals("true")) {
                return new Reading.Pending();
            }
            return attributes.isEmpty() ? new Reading.Missing() : new Reading.Found(attributes);
        } catch (AwsServiceException e) {
            return new Reading.Unreadable(Reason.of(e));
        }
    }
}
