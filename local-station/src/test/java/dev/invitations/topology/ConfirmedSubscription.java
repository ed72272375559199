package dev.invitations.topology;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.paginators.ListSubscriptionsByTopicIterable;

/**
 * The local SNS with an endpoint that seems to have confirmed its subscription, though nobody answers there.
 *
 * @param arn of its subscription
 */
public record ConfirmedSubscription(SnsClient sns, String endpoint, String arn) implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
        return sns.publish(request);
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(Subscription.builder()
                        .protocol("http")
                        .endpoint(endpoint)
                        .subscriptionArn(arn)
                        .build())
                .build();
    }

    @Override
    public ListSubscriptionsByTopicIterable listSubscriptionsByTopicPaginator(ListSubscriptionsByTopicRequest request) {
        return new ListSubscriptionsByTopicIterable(this, request);
    }

    @Override
    public String serviceName() {
        return sns.serviceName();
    }

    /** The client belongs to who made it. */
    @Override
    public void close() {}
}
