package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A running local AWS, one for all tests, with the real SDK's clients. */
public final class Aws implements AutoCloseable {
    /** Lets SNS send on behalf of every topic. */
    public static final String DELIVERY_POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
            "Action":"sqs:SendMessage","Resource":"*"}]}""";

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final JsonMapper JSON = new JsonMapper();

    private final Vertx vertx = Vertx.vertx();
    private final LocalAws local = LocalAws.start(vertx, 0);
    private final HttpClient http = HttpClient.newHttpClient();
    public final SnsClient sns = sns("test", Region.US_EAST_1);
    public final SqsClient sqs = sqs("test");

    /** Gives it to the constructors of tests. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Aws.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Aws.class))
                    .computeIfAbsent(Aws.class, _ -> new Aws(), Aws.class);
        }
    }

    public URI endpoint() {
        return local.endpoint();
    }

    public SnsClient sns(String accessKey, Region region) {
        return sns(accessKey, region, AwsRetryStrategy.standardRetryStrategy());
    }

    public SnsClient sns(String accessKey, Region region, RetryStrategy retries) {
        return SnsClient.builder()
                .endpointOverride(endpoint())
                .region(region)
                .credentialsProvider(credentials(accessKey))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(retries))
                .build();
    }

    public SqsClient sqs(String accessKey) {
        return sqs(accessKey, Region.US_EAST_1);
    }

    /** @param accessKey an account where it has twelve digits */
    public SqsClient sqs(String accessKey, Region region) {
        return sqs(accessKey, region, AwsRetryStrategy.standardRetryStrategy());
    }

    public SqsClient sqs(String accessKey, RetryStrategy retries) {
        return sqs(accessKey, Region.US_EAST_1, retries);
    }

    private SqsClient sqs(String accessKey, Region region, RetryStrategy retries) {
        return SqsClient.builder()
                .endpointOverride(endpoint())
                .region(region)
                .credentialsProvider(credentials(accessKey))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(retries))
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "test"));
    }

    /** A name that no other test has. */
    public static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    public String topic() {
        return sns.createTopic(request -> request.name(unique("topic"))).topicArn();
    }

    /** Creates a queue to which SNS may send, and returns its URL. */
    public String queue() {
        return queue(Map.of("Policy", DELIVERY_POLICY));
    }

    /** Creates a queue with these attributes and no policy but one among them, and returns its URL. */
    public String queue(Map<String, String> attributes) {
        String name = unique("queue") + (attributes.containsKey("FifoQueue") ? ".fifo" : "");
        return sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    public String arn(String queueUrl) {
        return sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    public static String missingQueue() {
        return "arn:aws:sqs:us-east-1:000000000000:" + unique("missing");
    }

    public String subscribe(String topic, String queueArn, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queueArn)
                        .attributes(attributes))
                .subscriptionArn();
    }

    /** The next message of a queue, which is deleted. */
    public Message receive(String queueUrl) {
        List<Message> messages = receive(queueUrl, 1);
        assertThat(messages).as("messages in " + queueUrl).hasSize(1);
        return messages.getFirst();
    }

    /** Up to so many messages, which are deleted; waits for the first. */
    public List<Message> receive(String queueUrl, int atMost) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(atMost)
                        .waitTimeSeconds(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
        messages.forEach(message ->
                sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
        return messages;
    }

    /** What the delivery log says of a message, once it says something. */
    public JsonNode delivery(String messageId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> deliveries()
                                .path("deliveries")
                                .valueStream()
                                .filter(entry ->
                                        entry.path("messageId").asText().equals(messageId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public JsonNode deliveries() throws IOException, InterruptedException {
        return JSON.readTree(get("/_station/deliveries").body());
    }

    /** What somebody called, as {@code action resource}, and how often. */
    public Map<String, Integer> calls(String accessKey) throws IOException, InterruptedException {
        return JSON.readTree(get("/_station/calls").body())
                .valueStream()
                .filter(call -> call.path("accessKey").asText().equals(accessKey))
                .collect(Collectors.toMap(
                        call -> call.path("action").asText() + " "
                                + call.path("resource").asText(),
                        call -> call.path("count").asInt()));
    }

    /** Puts its clock forward, also that of all tests after this one. */
    public void advance(Duration duration) throws IOException, InterruptedException {
        assertThat(post("/_station/clock", "{\"advance\": \"" + duration + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** What time it is there. */
    public Instant now() throws IOException, InterruptedException {
        return Instant.parse(
                JSON.readTree(get("/_station/clock").body()).path("now").asText());
    }

    /** Asks for a fault, and returns it as it was understood. @param wish JSON in which ' stands for " */
    public JsonNode fault(String wish) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/_station/faults", wish.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    /** How often a fault has struck. */
    public int struck(JsonNode fault) throws IOException, InterruptedException {
        return JSON.readTree(get("/_station/faults").body())
                .valueStream()
                .filter(one -> one.path("id").equals(fault.path("id")))
                .mapToInt(one -> one.path("struck").asInt())
                .findFirst()
                .orElseThrow();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(endpoint().resolve(path)).build(), BodyHandlers.ofString());
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint().resolve(path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(endpoint().resolve(path))
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(endpoint().resolve(path)).DELETE().build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
        http.close();
        local.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
