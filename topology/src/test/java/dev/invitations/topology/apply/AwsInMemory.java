package dev.invitations.topology.apply;

import dev.invitations.topology.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/**
 * An AWS that remembers what it is told and writes down every change asked of it. It has the moods of the real one that
 * no emulator shows on demand: it can ignore attributes, and be slow to know what it just created.
 */
final class AwsInMemory {
    final List<String> changes = new ArrayList<>();
    final Set<String> ignored = new HashSet<>();
    final Map<String, Map<String, String>> queues = new HashMap<>();
    final Map<String, Map<String, String>> subscriptions = new LinkedHashMap<>();
    final Map<String, Map<String, String>> topics = new HashMap<>();
    int looksUntilCreatedIsKnown;

    private final Place place;

    AwsInMemory(Place place) {
        this.place = place;
    }

    private void keep(Map<String, String> kept, Map<String, String> asked) {
        asked.forEach((name, value) -> {
            if (!ignored.contains(name)) {
                kept.put(name, value);
            }
        });
    }

    final class Sqs implements SqsClient {
        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            if (!queues.containsKey(request.queueName())) {
                throw QueueDoesNotExistException.builder().build();
            }
            return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
        }

        @Override
        public CreateQueueResponse createQueue(CreateQueueRequest request) {
            changes.add("CreateQueue " + request.queueName() + " "
                    + request.attributesAsStrings().keySet().stream().sorted().toList());
            Map<String, String> queue = new HashMap<>(Map.of("QueueArn", place.queueArn(request.queueName())));
            keep(queue, request.attributesAsStrings());
            queues.put(request.queueName(), queue);
            return CreateQueueResponse.builder().queueUrl(request.queueName()).build();
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            if (looksUntilCreatedIsKnown-- > 0) {
                throw QueueDoesNotExistException.builder().build();
            }
            return GetQueueAttributesResponse.builder()
                    .attributesWithStrings(queues.get(request.queueUrl()))
                    .build();
        }

        @Override
        public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
            changes.add("SetQueueAttributes " + request.queueUrl() + " "
                    + request.attributesAsStrings().keySet());
            keep(queues.get(request.queueUrl()), request.attributesAsStrings());
            return SetQueueAttributesResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    final class Sns implements SnsClient {
        @Override
        public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
            if (!topics.containsKey(request.topicArn())) {
                throw NotFoundException.builder().build();
            }
            return GetTopicAttributesResponse.builder()
                    .attributes(topics.get(request.topicArn()))
                    .build();
        }

        @Override
        public CreateTopicResponse createTopic(CreateTopicRequest request) {
            changes.add("CreateTopic " + request.name());
            Map<String, String> topic = new HashMap<>(Map.of("TopicArn", place.topicArn(request.name())));
            keep(topic, request.attributes());
            topics.put(place.topicArn(request.name()), topic);
            return CreateTopicResponse.builder()
                    .topicArn(place.topicArn(request.name()))
                    .build();
        }

        @Override
        public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
            return ListSubscriptionsByTopicResponse.builder()
                    .subscriptions(subscriptions.entrySet().stream()
                            .map(entry -> Subscription.builder()
                                    .subscriptionArn(entry.getKey())
                                    .protocol(entry.getValue().get("Protocol"))
                                    .endpoint(entry.getValue().get("Endpoint"))
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public SubscribeResponse subscribe(SubscribeRequest request) {
            changes.add("Subscribe " + name(request.endpoint()) + " "
                    + request.attributes().keySet().stream().sorted().toList());
            String arn = request.topicArn() + ":" + subscriptions.size();
            Map<String, String> subscription = new HashMap<>(Map.of(
                    "TopicArn", request.topicArn(), "Protocol", request.protocol(), "Endpoint", request.endpoint()));
            keep(subscription, request.attributes());
            subscriptions.put(arn, subscription);
            return SubscribeResponse.builder().subscriptionArn(arn).build();
        }

        @Override
        public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
            return GetSubscriptionAttributesResponse.builder()
                    .attributes(subscriptions.get(request.subscriptionArn()))
                    .build();
        }

        @Override
        public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesRequest request) {
            Map<String, String> subscription = subscriptions.get(request.subscriptionArn());
            changes.add("SetSubscriptionAttributes " + name(subscription.get("Endpoint")) + " ["
                    + request.attributeName() + "]");
            keep(subscription, Map.of(request.attributeName(), request.attributeValue()));
            return SetSubscriptionAttributesResponse.builder().build();
        }

        private static String name(String arn) {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
