package dev.invitations.station.aws;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** All that is on AWS under a prefix, with every attribute and tag; without what tells two equal ones apart. */
final class WholeState {
    private static final Set<String> OF_ITS_OWN =
            Set.of("CreatedTimestamp", "LastModifiedTimestamp", "SubscriptionArn", "SubscriptionsDeleted");

    private WholeState() {}

    /** By name, as if there were no prefix. */
    static Map<String, Map<String, String>> under(String prefix, Aws aws) {
        Map<String, Map<String, String>> state = new TreeMap<>();
        SqsClient sqs = aws.sqs;
        for (String url :
                sqs.listQueues(request -> request.queueNamePrefix(prefix)).queueUrls()) {
            Map<String, String> queue = new TreeMap<>(
                    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings());
            sqs.listQueueTags(request -> request.queueUrl(url))
                    .tags()
                    .forEach((key, value) -> queue.put("tag " + key, value));
            put(state, "queue " + url.substring(url.lastIndexOf('/') + 1), queue, prefix);
        }
        SnsClient sns = aws.sns;
        sns.listTopicsPaginator().topics().stream()
                .filter(topic -> topic.topicArn().contains(":" + prefix))
                .forEach(topic -> {
                    String arn = topic.topicArn();
                    Map<String, String> attributes =
                            new TreeMap<>(sns.getTopicAttributes(request -> request.topicArn(arn))
                                    .attributes());
                    for (Tag tag : sns.listTagsForResource(request -> request.resourceArn(arn))
                            .tags()) {
                        attributes.put("tag " + tag.key(), tag.value());
                    }
                    put(state, "topic " + arn, attributes, prefix);
                    sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(arn)).subscriptions().stream()
                            .forEach(subscription -> put(
                                    state,
                                    "subscription " + subscription.endpoint(),
                                    attributes(sns, subscription),
                                    prefix));
                });
        return state;
    }

    private static Map<String, String> attributes(SnsClient sns, Subscription subscription) {
        String arn = subscription.subscriptionArn();
        return arn.startsWith("arn:")
                ? sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                        .attributes()
                : Map.of("SubscriptionArn", arn, "Endpoint", subscription.endpoint(), "State", arn);
    }

    private static void put(
            Map<String, Map<String, String>> state, String name, Map<String, String> attributes, String prefix) {
        Map<String, String> kept = new TreeMap<>();
        attributes.forEach((attribute, value) -> {
            if (!OF_ITS_OWN.contains(attribute)) {
                kept.put(attribute, value.replace(prefix, ""));
            }
        });
        state.put(name.replace(prefix, ""), kept);
    }
}
