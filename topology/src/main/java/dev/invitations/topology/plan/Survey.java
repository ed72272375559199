package dev.invitations.topology.plan;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.AwsResource;
import dev.invitations.topology.aws.SubscriptionApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.Subscription;

/** One look at what is on AWS. It asks once for a topic's subscriptions, so it is to be used for one look only. */
public final class Survey {
    private final Apis apis;
    private final Map<String, List<Subscription>> subscriptions = new HashMap<>();

    public Survey(Apis apis) {
        this.apis = apis;
    }

    /**
     * Compares all of a topology with what is there.
     *
     * @throws Elsewhere where the clients work in another account or region than {@code place}
     */
    public Plan plan(Topology topology, Place place) {
        DesiredState desired = DesiredState.of(topology, place);
        List<Step> steps = new ArrayList<>();
        for (Resource resource : desired.resources()) {
            steps.add(step(resource));
        }
        return new Plan(List.copyOf(steps), extras(topology, place));
    }

    /** What is there and not declared. */
    public List<Extra> extras(Topology topology, Place place) {
        return new Extras(apis, this::subscriptionsOf, topology, DesiredState.of(topology, place)).find();
    }

    /**
     * Looks for a resource, and compares it.
     *
     * @throws Elsewhere where it turns out to be in another account or region than it should
     */
    public Step step(Resource wanted) {
        return switch (wanted) {
            case Resource.Queue queue ->
                apis.queues().find(queue).map(url -> compare(queue, url)).orElseGet(() -> new Step.Create(queue));
            case Resource.Topic topic -> stepOf(topic);
            case Resource.Subscription subscription -> stepOf(subscription);
        };
    }

    private Step stepOf(Resource.Topic wanted) {
        Step step = compare(wanted, wanted.arn());
        if (step instanceof Step.Create) {
            subscriptions.put(wanted.arn(), List.of());
        }
        return step;
    }

    private Step stepOf(Resource.Subscription wanted) {
        Optional<String> arn = SubscriptionApi.arn(wanted, subscriptionsOf(wanted.topicArn()));
        if (arn.isEmpty()) {
            return replacement(wanted).orElseGet(() -> new Step.Create(wanted));
        }
        return arn.get().equals(SubscriptionApi.PENDING)
                ? new Step.Pending(wanted, Optional.empty())
                : compare(wanted, arn.get());
    }

    /** A subscription of that topic with the same dead-letter queue is what it was before its endpoint changed. */
    private Optional<Step> replacement(Resource.Subscription wanted) {
        Map<String, String> redrive =
                Map.of("RedrivePolicy", wanted.attributes().get("RedrivePolicy"));
        for (Subscription found : subscriptionsOf(wanted.topicArn())) {
            String arn = found.subscriptionArn();
            if (!arn.equals(SubscriptionApi.PENDING)) {
                Map<String, String> attributes = apis.subscriptions().attributes(arn);
                if (Difference.between(redrive, attributes).isEmpty()) {
                    return Optional.of(
                            new Step.Replace(wanted, arn, Difference.between(wanted.identity(), attributes)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Compares a resource whose URL or ARN is known.
     *
     * @return to create it, where AWS doesn't know it, or not yet
     */
    public Step compare(Resource wanted, String id) {
        AwsResource<?> resource = apis.of(wanted);
        Map<String, String> found = resource.api().attributes(id);
        if (found.isEmpty()) {
            return new Step.Create(wanted);
        }
        List<Difference> identity = Difference.between(wanted.identity(), found);
        if (!identity.isEmpty()) {
            Elsewhere.check(wanted, identity);
            return new Step.Replace(wanted, id, identity);
        }
        if ("true".equals(found.get("PendingConfirmation"))) {
            return new Step.Pending(wanted, Optional.of(id));
        }
        List<Difference> attributes = Difference.between(wanted.attributes(), found);
        List<Difference> tags = wanted.tags().isEmpty()
                ? List.of()
                : Difference.betweenTags(wanted.tags(), resource.api().tags(id));
        return attributes.isEmpty() && tags.isEmpty()
                ? new Step.AsDeclared(wanted, id)
                : new Step.Change(wanted, id, attributes, tags);
    }

    private List<Subscription> subscriptionsOf(String topicArn) {
        return subscriptions.computeIfAbsent(topicArn, apis.subscriptions()::list);
    }
}
