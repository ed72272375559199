package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One API for each kind of resource. */
public record Apis(QueueApi queues, TopicApi topics, SubscriptionApi subscriptions) {

    public static Apis of(SnsClient sns, SqsClient sqs) {
        return new Apis(new QueueApi(sqs), new TopicApi(sns), new SubscriptionApi(sns));
    }

    /** The resource with the API of its kind. */
    public AwsResource<?> of(Resource resource) {
        return switch (resource) {
            case Resource.Queue queue -> new AwsResource<>(queue, queues);
            case Resource.Topic topic -> new AwsResource<>(topic, topics);
            case Resource.Subscription subscription -> new AwsResource<>(subscription, subscriptions);
        };
    }
}
