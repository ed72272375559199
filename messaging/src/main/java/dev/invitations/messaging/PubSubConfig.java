package dev.invitations.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** How this service publishes and subscribes. */
@ConfigMapping(prefix = "invitations.pubsub")
public interface PubSubConfig {

    /** The carrier: {@code aws} for SNS and SQS, {@code memory} for tests of one service. */
    @WithDefault("aws")
    CarrierName impl();

    /** The ARN of the topic that events are published to. */
    @WithDefault("arn:aws:sns:us-east-1:000000000000:invitations")
    TopicArn topicArn();

    /** How long, and how often, it tries to publish. */
    PublishConfig publish();

    /** What holds for every subscription that says nothing else. */
    @WithParentName
    SubscriberConfig everySubscription();

    /** What holds for one subscription, by its name; what it leaves out is as for every other. */
    Map<String, SubscriberConfig> subscriptions();

    /** What holds for this one. */
    default SubscriberConfig of(String subscription) {
        return Optional.ofNullable(subscriptions().get(subscription))
                .or(() -> subscriptions().entrySet().stream()
                        .filter(one -> SubscriptionProperty.means(one.getKey(), subscription))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElseGet(this::everySubscription);
    }

    /** The carriers there are. */
    enum CarrierName {
        AWS,
        MEMORY
    }
}
