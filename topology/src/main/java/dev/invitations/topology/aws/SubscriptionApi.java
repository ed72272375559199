package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** SNS subscriptions, known by their ARN, which SNS chooses; ours is the one of that topic with that endpoint. */
public record SubscriptionApi(SnsClient sns) implements Api<Resource.Subscription> {
    /** What holds for an attribute that SNS doesn't show. */
    private static final Map<String, String> UNSAID =
            Map.of("RawMessageDelivery", "false", "FilterPolicyScope", "MessageAttributes", "FilterPolicy", "{}");

    @Override
    public Optional<String> find(Resource.Subscription wanted) {
        return sns
                .listSubscriptionsByTopicPaginator(request -> request.topicArn(wanted.topicArn()))
                .subscriptions()
                .stream()
                .filter(found -> found.protocol().equals(wanted.protocol())
                        && found.endpoint().equals(wanted.endpoint()))
                .map(Subscription::subscriptionArn)
                .findFirst();
    }

    /** With its filter, so that nothing passes unfiltered; but a redrive policy is only taken once it is confirmed. */
    @Override
    public String create(Resource.Subscription wanted) {
        Map<String, String> attributes = new HashMap<>(wanted.attributes());
        attributes.remove("RedrivePolicy");
        attributes.entrySet().removeAll(UNSAID.entrySet());
        attributes.values().removeIf(String::isEmpty);
        return sns.subscribe(request -> request.topicArn(wanted.topicArn())
                        .protocol(wanted.protocol())
                        .endpoint(wanted.endpoint())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
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

    @Override
    public void set(String arn, Map<String, String> attributes) {
        attributes.forEach((name, value) -> sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(name).attributeValue(value)));
    }
}
