package dev.invitations.messaging.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.aws.LocalAws;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class TopicWatchTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static LocalAws aws;
    private static SnsClient sns;

    private final String name = "topic-" + UUID.randomUUID();
    private final String arn = "arn:aws:sns:us-east-1:000000000000:" + name;

    @BeforeAll
    static void start() {
        aws = LocalAws.start(VERTX, 0);
        sns = client(aws.endpoint());
    }

    @AfterAll
    static void end() {
        sns.close();
        aws.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aTopicThatIsMissingIsNamedWithTheCommandThatCreatesItAsOftenAsItIs() {
        try (TopicWatch watch = TopicWatch.start(sns, arn, new Remedy(Optional.empty()))) {
            awaitMissing(watch);
            sns.createTopic(request -> request.name(name));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watch.problem()).isEmpty());
            sns.deleteTopic(request -> request.topicArn(arn));
            awaitMissing(watch);
        }
    }

    @Test
    void theCommandIsForTheAwsThatIsTalkedTo() {
        assertThat(new Remedy(Optional.of("http://localhost:4566")).forMissing("the queue q"))
                .isEqualTo(
                        "the queue q does not exist: ./station apply --endpoint-url http://localhost:4566 creates it");
    }

    @Test
    void anSnsThatAcceptsAndStaysSilentIsNoProblemOfTheTopic() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SnsClient unanswered = client(URI.create("http://localhost:" + silent.getLocalPort()));
                TopicWatch watch = TopicWatch.start(unanswered, arn, new Remedy(Optional.empty()))) {
            await().untilAsserted(() -> assertThat(watch.problem()).isEmpty());
        }
    }

    @Test
    void aTopicIsBackOnceItIsThere() {
        try (TopicWatch watch = TopicWatch.start(sns, arn, new Remedy(Optional.empty()))) {
            assertThatThrownBy(watch::check).isInstanceOf(NotFoundException.class);

            sns.createTopic(request -> request.name(name));
            watch.check();
        }
    }

    @Test
    void aTopicIsNotBackWhereNobodyAnswers() {
        try (SnsClient nobody = client(URI.create("http://localhost:1"));
                TopicWatch watch = TopicWatch.start(nobody, arn, new Remedy(Optional.empty()))) {
            assertThatThrownBy(watch::check).isInstanceOf(SdkClientException.class);
        }
    }

    private void awaitMissing(TopicWatch watch) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(watch.problem())
                .hasValue("the topic " + arn + " does not exist: ./station apply creates it"));
    }

    private static SnsClient client(URI endpoint) {
        return SnsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(2)))
                .build();
    }
}
