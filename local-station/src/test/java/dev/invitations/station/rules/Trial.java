package dev.invitations.station.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What one rule is tried with: a topic of its own, and whatever is subscribed to it. */
final class Trial implements AutoCloseable {
    static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For what must not come, after something that would have come later has come. */
    private static final Duration A_WHILE = Duration.ofMillis(200);

    private static final String ALL_OF_SNS = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
            "Action":"sqs:SendMessage","Resource":"*"}]}""";

    /** A queue that is there. */
    record Queue(String url, String arn) {
        String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }
    }

    final Cloud cloud;
    final SnsClient sns;
    final SqsClient sqs;
    final String topic;
    private final Duration patience;
    private final List<HttpSubscriber> endpoints = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();

    /** @param expected tells how long to wait: for what must not come only for a while */
    Trial(Cloud cloud, String expected) {
        this.cloud = cloud;
        this.patience = expected.equals("lost") ? A_WHILE : PATIENCE;
        this.sns = cloud.sns;
        this.sqs = cloud.sqs;
        this.topic = topic(Aws.unique("topic"), Map.of());
    }

    /** A queue to which SNS may send. */
    Queue queue() {
        return queue(Map.of("Policy", ALL_OF_SNS));
    }

    Queue queue(Map<String, String> attributes) {
        return queue(Aws.unique("queue"), attributes);
    }

    private Queue queue(String name, Map<String, String> attributes) {
        String url = sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
        queues.add(url);
        return new Queue(url, attributes(new Queue(url, "")).get("QueueArn"));
    }

    Queue fifoQueue() {
        return queue(Aws.unique("queue") + ".fifo", Map.of("FifoQueue", "true", "Policy", ALL_OF_SNS));
    }

    String fifoTopic(Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("FifoTopic", "true");
        return topic(Aws.unique("topic") + ".fifo", all);
    }

    private String topic(String name, Map<String, String> attributes) {
        String arn = sns.createTopic(request -> request.name(name).attributes(attributes))
                .topicArn();
        topics.add(arn);
        return arn;
    }

    static String missingQueue() {
        return "arn:aws:sqs:us-east-1:000000000000:" + Aws.unique("queue");
    }

    HttpSubscriber endpoint() throws IOException {
        var endpoint = new HttpSubscriber();
        endpoints.add(endpoint);
        return endpoint;
    }

    String subscribe(Queue queue, Map<String, String> attributes) {
        return subscribe("sqs", queue.arn(), attributes);
    }

    String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        return subscribe(topic, protocol, endpoint, attributes);
    }

    String subscribe(String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topicArn)
                        .protocol(protocol)
                        .endpoint(endpoint)
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    /** Subscribes an endpoint, confirms it, and then sets the attributes. */
    String confirmed(HttpSubscriber endpoint, Map<String, String> attributes) {
        String arn = subscribe("http", endpoint.url(), Map.of());
        String token =
                endpoint.first("SubscriptionConfirmation").json().path("Token").asText();
        sns.confirmSubscription(request -> request.topicArn(topic).token(token));
        attributes.forEach((name, value) -> set(arn, name, value));
        return arn;
    }

    void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    void setTopic(String name, String value) {
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName(name).attributeValue(value));
    }

    void set(Queue queue, String name, String value) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue.url()).attributesWithStrings(Map.of(name, value)));
    }

    Map<String, String> attributes(String subscription) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes();
    }

    Map<String, String> attributesOfTopic() {
        return sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();
    }

    Map<String, String> attributes(Queue queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }

    static Map<String, String> redriveTo(Queue deadLetters) {
        return Map.of("RedrivePolicy", redrivePolicy(deadLetters.arn()));
    }

    static String redrivePolicy(String arn) {
        return "{\"deadLetterTargetArn\":\"" + arn + "\"}";
    }

    static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    String publish(String message) {
        return publish(message, Map.of());
    }

    String publish(String message, Map<String, MessageAttributeValue> attributes) {
        return sns.publish(request -> request.topicArn(topic).message(message).messageAttributes(attributes))
                .messageId();
    }

    static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    /** What is in a queue, once there is something; it is deleted. Empty where nothing comes. */
    List<Message> receive(Queue queue, int wait) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(wait)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
        messages.forEach(message ->
                sqs.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(message.receiptHandle())));
        return messages;
    }

    /** The next message of a queue. */
    Message receive(Queue queue) {
        List<Message> messages = receive(queue, 5);
        if (messages.isEmpty()) {
            throw new NothingCame("nothing arrives");
        }
        return messages.getFirst();
    }

    /** So many messages of a queue, or those that come. */
    List<String> bodies(Queue queue, int count) {
        List<String> bodies = new ArrayList<>();
        comes(PATIENCE, () -> {
            receive(queue, 0).forEach(message -> bodies.add(message.body()));
            return bodies.size() >= count;
        });
        return bodies;
    }

    /** What comes soon after all that was expected. */
    List<String> more(Queue queue) {
        List<String> bodies = new ArrayList<>();
        comes(A_WHILE, () -> {
            receive(queue, 0).forEach(message -> bodies.add(message.body()));
            return false;
        });
        return bodies;
    }

    private static boolean comes(Duration patience, BooleanSupplier isThere) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(30))
                    .until(isThere::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** What becomes of a message that is published now: it {@code arrives}, is {@code dead-lettered} or {@code lost}. */
    String fate(Queue queue) {
        return fate(queue, queue());
    }

    String fate(Queue queue, Queue deadLetters) {
        return fate("hello", Map.of(), queue, deadLetters);
    }

    String fate(String message, Map<String, MessageAttributeValue> attributes, Queue queue, Queue deadLetters) {
        Queue witness = queue();
        subscribe(witness, Map.of());
        publish(message, attributes);
        receive(witness);
        AtomicReference<String> fate = new AtomicReference<>("lost");
        comes(patience, () -> {
            if (!receive(queue, 0).isEmpty()) {
                fate.set("arrives");
            } else if (!receive(deadLetters, 0).isEmpty()) {
                fate.set("dead-lettered");
            }
            return !fate.get().equals("lost");
        });
        return fate.get();
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(Cloud.reachable(url)).build(), BodyHandlers.ofString());
        }
    }

    /** @param headers names and values in turn */
    HttpResponse<String> post(String form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(cloud.endpoint.resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .headers(headers)
                .POST(BodyPublishers.ofString(form));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    static JsonNode json(String text) {
        if (text == null) {
            throw new NothingCame("not shown");
        }
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a JSON object's fields. */
    static String fields(JsonNode object) {
        return Seen.sorted(object.properties().stream().map(Map.Entry::getKey).toList());
    }

    /** Leaves nothing, since what is tried may be a LocalStack that runs for others too. */
    @Override
    public void close() {
        endpoints.forEach(HttpSubscriber::close);
        topics.forEach(arn -> sns.deleteTopic(request -> request.topicArn(arn)));
        queues.forEach(this::deleteQueue);
    }

    private void deleteQueue(String url) {
        try {
            sqs.deleteQueue(request -> request.queueUrl(url));
        } catch (QueueDoesNotExistException e) {
            // The rule was about that.
        }
    }
}
