package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** SNS subscriptions, known by their ARN, which SNS chooses; ours is the one of that topic with that endpoint. */
public record SubscriptionApi(SnsClient sns) implements Api<Resource.Subscription> {
    /** What SNS lists in place of an ARN; nothing can be asked about such a subscription, nor can it be deleted. */
    public static final String PENDING = "PendingConfirmation";
    /** What holds for an attribute that SNS doesn't show. */
    private static final Map<String, String> UNSAID =
            Map.of("RawMessageDelivery", "false", "FilterPolicyScope", "MessageAttributes", "FilterPolicy", "{}");

    /** {@link #PENDING} where its endpoint has not confirmed it yet. */
    @Override
    public Optional<String> find(Resource.Subscription wanted) {
        return arn(wanted, list(wanted.topicArn()));
    }

    /** The same, among those that are listed already. */
    public static Optional<String> arn(Resource.Subscription wanted, List<Subscription> listed) {
        return listed.stream()
                .filter(found -> is(found, wanted))
                .map(Subscription::subscriptionArn)
                .findFirst();
    }

    /** All subscriptions of a topic; none where there is no such topic. */
    public List<Subscription> list(String topicArn) {
        try {
            return sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn)).subscriptions().stream()
                    // SNS lists what is gone for a while.
                    .filter(subscription -> !subscription.subscriptionArn().equals("Deleted"))
                    .toList();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** Whether SNS takes the one for the other; a topic has no two subscriptions of one endpoint. */
    public static boolean is(Subscription found, Resource.Subscription wanted) {
        return found.protocol().equals(wanted.protocol()) && found.endpoint().equals(wanted.endpoint());
    }

    /** With its filter, so that nothing passes unfiltered; but a redrive policy is only taken once it is confirmed. */
    @Override
    public String create(Resource.Subscription wanted) {
        Map<String, String> attributes = new HashMap<>(wanted.attributes());
        attributes.keySet().removeAll(attributesLeftOut());
        attributes.entrySet().removeAll(UNSAID.entrySet());
        attributes.values().removeIf(String::isEmpty);
        return subscribe(wanted, attributes);
    }

    /**
     * Subscribes what is pending once more, so that SNS asks its endpoint again. Where it was subscribed with other
     * attributes, it keeps those: SNS refuses to take it for the same, unless no attributes are named.
     *
     * @return its ARN
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">SNS: Subscribe</a>
     */
    public String askAgain(Resource.Subscription pending) {
        try {
            return create(pending);
        } catch (InvalidParameterException e) {
            if (!e.getMessage().contains("already exists with different attributes")) {
                throw e;
            }
            return subscribe(pending, Map.of());
        }
    }

    private String subscribe(Resource.Subscription wanted, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(wanted.topicArn())
                        .protocol(wanted.protocol())
                        .endpoint(wanted.endpoint())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    @Override
    public Set<String> attributesLeftOut() {
        return Set.of("RedrivePolicy");
    }

    @Override
    public Map<String, String> attributes(String arn) {
        try {
            Map<String, String> attributes = new HashMap<>(UNSAID);
            attributes.putAll(sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                    .attributes());
            return attributes;
        } catch (NotFoundException e) {
            return Map.of();
        }
    }

    /**
     * A policy on bodies may be one that is none on attributes, and not the other way round: so SNS takes the scope before a
     * policy on bodies, and after one on attributes.
     */
    @Override
    public void set(String arn, Map<String, String> attributes) {
        Map<String, String> ordered = new LinkedHashMap<>(attributes);
        if ("MessageAttributes".equals(attributes.get("FilterPolicyScope"))) {
            ordered.put("FilterPolicyScope", ordered.remove("FilterPolicyScope"));
        }
        ordered.forEach((name, value) -> sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(name).attributeValue(value)));
    }

    @Override
    public Map<String, String> tags(String arn) {
        return Map.of();
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        throw new UnsupportedOperationException("SNS has no tags for subscriptions");
    }

    @Override
    public void delete(String arn) {
        sns.unsubscribe(request -> request.subscriptionArn(arn));
    }
}
