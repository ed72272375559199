package dev.invitations.messaging.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a service finds out on its start about the subscription that it handles, on a local AWS and on none. */
class SubscriptionCheckTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static LocalAws aws;
    private static SnsClient sns;
    private static SqsClient sqs;

    private final String worker = "worker-" + UUID.randomUUID();
    private final Topology topology = Topology.read(
            "t.yaml", "topics: {topic-%s: {subscriptions: {%s: {visibilityTimeout: 30s}}}}".formatted(worker, worker));
    private final DeclaredSubscription declared = topology.subscription(worker).orElseThrow();
    private SubscriptionCheck check;

    @BeforeAll
    static void startAws() {
        aws = LocalAws.start(VERTX, 0);
        sns = client(SnsClient.builder(), aws.endpoint());
        sqs = client(SqsClient.builder(), aws.endpoint());
    }

    @AfterAll
    static void endAws() {
        sns.close();
        sqs.close();
        aws.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void apply() {
        new Apply(sns, sqs, Place.LOCAL, Duration.ofSeconds(2)).apply(topology, applied -> {});
    }

    @AfterEach
    void end() {
        check.close();
    }

    @Test
    void whatIsAsDeclaredIsNoProblem() {
        start(sns, sqs);

        awaitFound();
        assertThat(check.problem()).isEmpty();
        assertThat(check.doubt()).isEmpty();
    }

    @Test
    void anAttributeThatDiffersIsNamedWithTheCommandThatMendsItUntilItIsMended() {
        setVisibilityTimeout("45");
        start(sns, sqs);

        awaitProblem(
                "the queue " + worker + " is not as declared (VisibilityTimeout 45 -> 30): ./station apply mends it");
        setVisibilityTimeout("30");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check.problem()).isEmpty());
    }

    @Test
    void onceItWasRightItIsNotLookedAtAgain() {
        start(sns, sqs);
        awaitFound();

        setVisibilityTimeout("45");

        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(10)).until(() -> check.problem()
                .isEmpty());
    }

    @Test
    void aSubscriptionThatIsMissingIsNamed() {
        sns.unsubscribe(request -> request.subscriptionArn(subscriptionArn()));
        start(sns, sqs);

        awaitProblem("the subscription " + worker + " does not exist: ./station apply creates it");
    }

    @Test
    void anAttributeOfTheSubscriptionThatDiffersIsNamed() {
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscriptionArn())
                .attributeName("RawMessageDelivery")
                .attributeValue("false"));
        start(sns, sqs);

        awaitProblem("the subscription " + worker
                + " is not as declared (RawMessageDelivery false -> true): ./station apply mends it");
    }

    @Test
    void aDeadLetterQueueThatLetsNobodyInIsNamed() {
        sqs.setQueueAttributes(
                request -> request.queueUrl(url(worker + "-dlq")).attributesWithStrings(Map.of("Policy", "")));
        start(sns, sqs);

        awaitProblem("the dead-letter queue " + worker + "-dlq is not as declared (Policy): ./station apply mends it");
    }

    @Test
    void anAwsThatIsAwayIsNoProblemButIsSaid() throws IOException {
        URI nowhere;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = URI.create("http://localhost:" + socket.getLocalPort());
        }
        try (SnsClient awaySns = client(SnsClient.builder(), nowhere);
                SqsClient awaySqs = client(SqsClient.builder(), nowhere)) {
            start(awaySns, awaySqs);

            awaitDoubt("AWS can't be reached");
            assertThat(check.problem()).isEmpty();
        }
    }

    @Test
    void anAwsThatKeepsSilentKeepsNobodyFromBeingReadyForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://localhost:" + silent.getLocalPort());
            try (SnsClient silentSns = client(SnsClient.builder(), endpoint);
                    SqsClient silentSqs = client(SqsClient.builder(), endpoint)) {
                start(silentSns, silentSqs);

                assertThat(check.problem()).hasValue("looking whether all is as declared");
                awaitDoubt("AWS has not answered yet");
                assertThat(check.problem()).isEmpty();
                check.close();
            }
        }
    }

    @Test
    void aServiceThatMayNotLookIsReadyAndSaysWhatItMayNot() throws IOException {
        HttpServer forbidding = forbidding();
        URI endpoint = URI.create("http://localhost:" + forbidding.getAddress().getPort());
        try (SqsClient forbidden = client(SqsClient.builder(), endpoint)) {
            start(sns, forbidden);

            awaitDoubt("not authorized to perform: sqs:getqueueattributes");
            assertThat(check.problem()).isEmpty();
        } finally {
            forbidding.stop(0);
        }
    }

    /** The local SQS lets everybody do everything; AWS answers like this. */
    private static HttpServer forbidding() throws IOException {
        byte[] refusal = """
                {"__type":"com.amazon.coral.service#AccessDeniedException",\
                "message":"User: arn:aws:sts::000000000000:assumed-role/worker is not authorized to perform: \
                sqs:getqueueattributes"}""".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(403, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void start(SnsClient withSns, SqsClient withSqs) {
        check = SubscriptionCheck.start(new Declaration(
                DesiredState.of(topology, Place.LOCAL).resourcesOf(declared),
                withSns,
                withSqs,
                new Remedy(Optional.empty())));
    }

    private void awaitFound() {
        await().until(() -> check.problem().isEmpty());
    }

    private void awaitProblem(String problem) {
        await().untilAsserted(() -> assertThat(check.problem()).hasValue(problem));
    }

    private void awaitDoubt(String why) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check.doubt()).hasValueSatisfying(doubt -> assertThat(doubt)
                        .startsWith("whether all is as declared is not known: ")
                        .contains(why)));
    }

    private void setVisibilityTimeout(String seconds) {
        sqs.setQueueAttributes(
                request -> request.queueUrl(url(worker)).attributesWithStrings(Map.of("VisibilityTimeout", seconds)));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private String subscriptionArn() {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(
                        Place.LOCAL.topicArn(topology.topics().getFirst().topic())))
                .subscriptions()
                .getFirst()
                .subscriptionArn();
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
