package dev.invitations.topology.apply;

import dev.invitations.topology.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/**
 * An AWS that remembers what it is told and writes down every change asked of it. It has the moods of the real one that
 * no emulator shows on demand: it can ignore attributes, refuse a call, be slow to know what it just created, and be changed
 * by somebody else right before a call.
 */
final class AwsInMemory {
    final List<String> changes = new ArrayList<>();
    final Set<String> ignored = new HashSet<>();
    final Map<String, Map<String, String>> queues = new HashMap<>();
    final Map<String, Map<String, String>> subscriptions = new LinkedHashMap<>();
    final Map<String, Map<String, String>> topics = new HashMap<>();
    /** By the name of a queue or the ARN of a topic. */
    final Map<String, Map<String, String>> tags = new HashMap<>();

    int looksUntilCreatedIsKnown;
    /** How long it has been waited for; it took no time. */
    Duration waited = Duration.ZERO;

    private final Map<String, Deque<Runnable>> before = new HashMap<>();
    private final Map<Integer, Runnable> afterLooks = new HashMap<>();
    private int looks;
    private final Place place;

    AwsInMemory(Place place) {
        this.place = place;
    }

    /** As patient as with the real AWS. */
    Apply applier() {
        return applier(place);
    }

    Apply applier(Place where) {
        return new Apply(
                new Sns(),
                new Sqs(),
                where,
                new Patience(Duration.ofSeconds(70), pause -> waited = waited.plus(pause)));
    }

    /**
     * Does something right before a change is made; once, and the next time again if it is called again.
     *
     * @param change what would be written down without attributes, such as {@code CreateQueue email-worker}
     */
    void before(String change, Runnable happens) {
        before.computeIfAbsent(change, _ -> new ArrayDeque<>()).add(happens);
    }

    /** Does something once attributes of queues have been asked for so many times from now on. */
    void afterLooks(int count, Runnable happens) {
        afterLooks.put(looks + count, happens);
    }

    private void change(String change, String attributes) {
        Runnable happens = before.getOrDefault(change, new ArrayDeque<>()).poll();
        if (happens != null) {
            happens.run();
        }
        changes.add(attributes.isEmpty() ? change : change + " " + attributes);
    }

    private void keep(Map<String, String> kept, Map<String, String> asked) {
        asked.forEach((name, value) -> {
            if (!ignored.contains(name)) {
                kept.put(name, value);
            }
        });
    }

    private static String sorted(Map<String, String> attributes) {
        return new TreeMap<>(attributes).keySet().toString();
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
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
            Map<String, String> asked = request.attributesAsStrings();
            change("CreateQueue " + request.queueName(), sorted(asked));
            Map<String, String> existing = queues.get(request.queueName());
            if (existing != null && !existing.entrySet().containsAll(asked.entrySet())) {
                throw QueueNameExistsException.builder().build();
            }
            if (existing == null) {
                Map<String, String> queue = new HashMap<>(Map.of("QueueArn", place.queueArn(request.queueName())));
                keep(queue, asked);
                queues.put(request.queueName(), queue);
                tags.put(request.queueName(), new HashMap<>(request.tags()));
            }
            return CreateQueueResponse.builder().queueUrl(request.queueName()).build();
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            afterLooks.getOrDefault(looks++, () -> {}).run();
            if (looksUntilCreatedIsKnown-- > 0) {
                throw QueueDoesNotExistException.builder().build();
            }
            return GetQueueAttributesResponse.builder()
                    .attributesWithStrings(withNothingInIt(queues.get(request.queueUrl())))
                    .build();
        }

        private static Map<String, String> withNothingInIt(Map<String, String> queue) {
            Map<String, String> shown = new HashMap<>(queue);
            shown.put("ApproximateNumberOfMessages", "0");
            shown.put("ApproximateNumberOfMessagesNotVisible", "0");
            return shown;
        }

        @Override
        public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
            change("SetQueueAttributes " + request.queueUrl(), sorted(request.attributesAsStrings()));
            keep(queues.get(request.queueUrl()), request.attributesAsStrings());
            return SetQueueAttributesResponse.builder().build();
        }

        @Override
        public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
            return ListQueueTagsResponse.builder()
                    .tags(tags.get(request.queueUrl()))
                    .build();
        }

        @Override
        public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
            change("DeleteQueue " + request.queueUrl(), "");
            queues.remove(request.queueUrl());
            return DeleteQueueResponse.builder().build();
        }

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return ListQueuesResponse.builder().queueUrls(queues.keySet()).build();
        }

        @Override
        public TagQueueResponse tagQueue(TagQueueRequest request) {
            change("TagQueue " + request.queueUrl(), sorted(request.tags()));
            tags.get(request.queueUrl()).putAll(request.tags());
            return TagQueueResponse.builder().build();
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
            change("CreateTopic " + request.name(), "");
            String arn = place.topicArn(request.name());
            if (topics.containsKey(arn)
                    && !topics.get(arn)
                            .entrySet()
                            .containsAll(request.attributes().entrySet())) {
                throw InvalidParameterException.builder()
                        .message("Invalid parameter: Attributes Reason: Topic already exists with different attributes")
                        .build();
            }
            Map<String, String> topic = new HashMap<>(Map.of("TopicArn", arn));
            keep(topic, request.attributes());
            topics.put(arn, topic);
            tags.put(arn, new HashMap<>());
            tag(arn, request.tags());
            return CreateTopicResponse.builder().topicArn(arn).build();
        }

        @Override
        public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
            change("SetTopicAttributes " + name(request.topicArn()), "[" + request.attributeName() + "]");
            keep(topics.get(request.topicArn()), Map.of(request.attributeName(), request.attributeValue()));
            return SetTopicAttributesResponse.builder().build();
        }

        @Override
        public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
            return ListTagsForResourceResponse.builder()
                    .tags(tags.get(request.resourceArn()).entrySet().stream()
                            .map(tag -> Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public ListTopicsResponse listTopics(ListTopicsRequest request) {
            return ListTopicsResponse.builder()
                    .topics(topics.keySet().stream()
                            .map(arn -> Topic.builder().topicArn(arn).build())
                            .toList())
                    .build();
        }

        @Override
        public TagResourceResponse tagResource(TagResourceRequest request) {
            change(
                    "TagResource " + name(request.resourceArn()),
                    request.tags().stream().map(Tag::key).sorted().toList().toString());
            tag(request.resourceArn(), request.tags());
            return TagResourceResponse.builder().build();
        }

        private void tag(String arn, List<Tag> asked) {
            tags.get(arn).putAll(asked.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        }

        @Override
        public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
            return ListSubscriptionsByTopicResponse.builder()
                    .subscriptions(subscriptions.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(request.topicArn() + ":"))
                            .map(entry -> Subscription.builder()
                                    .subscriptionArn(
                                            isPending(entry.getValue()) ? "PendingConfirmation" : entry.getKey())
                                    .protocol(entry.getValue().get("Protocol"))
                                    .endpoint(entry.getValue().get("Endpoint"))
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
            change(
                    "Unsubscribe "
                            + subscriptions.remove(request.subscriptionArn()).get("Endpoint"),
                    "");
            return UnsubscribeResponse.builder().build();
        }

        @Override
        public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
            change("DeleteTopic " + name(request.topicArn()), "");
            topics.remove(request.topicArn());
            return DeleteTopicResponse.builder().build();
        }

        private static boolean isPending(Map<String, String> subscription) {
            return "true".equals(subscription.get("PendingConfirmation"));
        }

        @Override
        public SubscribeResponse subscribe(SubscribeRequest request) {
            change("Subscribe " + name(request.endpoint()), sorted(request.attributes()));
            Optional<Map.Entry<String, Map<String, String>>> existing = subscriptions.entrySet().stream()
                    .filter(it -> it.getKey().startsWith(request.topicArn() + ":")
                            && it.getValue().get("Endpoint").equals(request.endpoint()))
                    .findFirst();
            if (existing.isPresent()) {
                if (!existing.get()
                        .getValue()
                        .entrySet()
                        .containsAll(request.attributes().entrySet())) {
                    throw InvalidParameterException.builder()
                            .message("Invalid parameter: Attributes Reason: "
                                    + "Subscription already exists with different attributes")
                            .build();
                }
                return SubscribeResponse.builder()
                        .subscriptionArn(existing.get().getKey())
                        .build();
            }
            String arn = request.topicArn() + ":" + subscriptions.size();
            Map<String, String> subscription = new HashMap<>(Map.of(
                    "TopicArn", request.topicArn(), "Protocol", request.protocol(), "Endpoint", request.endpoint()));
            keep(subscription, request.attributes());
            subscription.put(
                    "PendingConfirmation", String.valueOf(request.protocol().startsWith("http")));
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
            change(
                    "SetSubscriptionAttributes " + name(subscription.get("Endpoint")),
                    "[" + request.attributeName() + "]");
            keep(subscription, Map.of(request.attributeName(), request.attributeValue()));
            return SetSubscriptionAttributesResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
