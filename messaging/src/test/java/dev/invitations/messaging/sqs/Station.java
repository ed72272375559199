package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The local station's SQS, and subscribers that reach it as those of services do. */
final class Station implements AutoCloseable {
    static final int MAX_RECEIVES = 5;
    private static final Limits LIMITS = new Limits(100, 1_000_000, 10, Duration.ofSeconds(1));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private LocalAws aws;
    private final AwsClients clients;

    Station() {
        aws = LocalAws.start(vertx, 0);
        clients = AwsClients.of(aws.endpoint());
    }

    URI endpoint() {
        return aws.endpoint();
    }

    /** The client of a test that looks behind the scenes. */
    SqsClient sqs() {
        return clients.sqs();
    }

    /** Takes it away, and brings another one, with nothing in it, to where it was. */
    void replace(Runnable whileAway) {
        int port = aws.endpoint().getPort();
        aws.close();
        whileAway.run();
        aws = LocalAws.start(vertx, port);
    }

    /** A client as services have it. */
    static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(25)))
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** A subscription with a name of its own; its queues exist. */
    QueueSubscription subscription(boolean fifo) {
        QueueSubscription subscription = new QueueSubscription(
                "",
                "test-" + UUID.randomUUID(),
                fifo,
                FilterPolicy.ALL,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                MAX_RECEIVES,
                Duration.ofDays(1),
                Duration.ofDays(2));
        create(subscription);
        return subscription;
    }

    void create(QueueSubscription subscription) {
        Map<QueueAttributeName, String> kind =
                subscription.fifo() ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        sqs().createQueue(request ->
                request.queueName(subscription.deadLetterQueue()).attributes(kind));
        sqs().createQueue(request -> request.queueName(subscription.queue()).attributes(kind));
    }

    static Subscriber consume(QueueSubscription subscription, SqsClient sqs, Function<Received, Outcome> handler) {
        return Subscriber.start(
                subscription, handler, LIMITS, sqs, name -> "there is no " + name, new SimpleMeterRegistry());
    }

    String url(String queue) {
        return sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    void send(QueueSubscription subscription, String body) {
        sqs().sendMessage(request -> request.queueUrl(url(subscription.queue())).messageBody(body));
    }

    List<Message> deadLetters(QueueSubscription subscription) {
        return sqs().receiveMessage(request -> request.queueUrl(url(subscription.deadLetterQueue()))
                        .messageAttributeNames("All")
                        .visibilityTimeout(0))
                .messages();
    }

    /** How many messages a queue has, received or not. */
    int depth(QueueSubscription subscription) {
        return sqs()
                .getQueueAttributes(request -> request.queueUrl(url(subscription.queue()))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** What the next calls meet. */
    void fault(QueueSubscription subscription, String action, int times, String fault) throws Exception {
        String wish = """
                {"on": "call", "service": "sqs", "resource": "%s", "action": "%s", "times": %d, %s}""".formatted(subscription.queue(), action, times, fault);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint().resolve("/_station/faults"))
                        .POST(BodyPublishers.ofString(wish))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
