package dev.invitations.messaging.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.station.aws.LocalAws;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsTopicTest {
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
    void aTopicThatIsMissingIsNamedWithTheCommandThatCreatesItAndIsFoundOnceItIsThere() {
        SnsTopic topic = new SnsTopic(sns, arn);
        awaitMissing(topic);

        sns.createTopic(request -> request.name(name));

        await().untilAsserted(() -> assertThat(topic.problem()).isEmpty());
        assertThat(publish(topic)).isEmpty();
    }

    @Test
    void aTopicThatIsDeletedIsMissedByTheNextThatPublishes() {
        sns.createTopic(request -> request.name(name));
        SnsTopic topic = new SnsTopic(sns, arn);
        await().untilAsserted(() -> assertThat(topic.problem()).isEmpty());

        sns.deleteTopic(request -> request.topicArn(arn));

        assertThat(publish(topic)).hasValueSatisfying(failure -> {
            assertThat(failure).hasMessageContaining(arn);
            assertThat(failure.isOfTopic()).isTrue();
        });
        awaitMissing(topic);
    }

    @Test
    void anSnsThatAcceptsAndStaysSilentFailsThePublishingAndIsNoProblemOfTheTopic() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SnsClient unanswered = client(URI.create("http://localhost:" + silent.getLocalPort()))) {
            SnsTopic topic = new SnsTopic(unanswered, arn);

            assertThat(publish(topic)).hasValueSatisfying(failure -> assertThat(failure.isOfTopic())
                    .isTrue());
            await().untilAsserted(() -> assertThat(topic.problem()).isEmpty());
        }
    }

    private void awaitMissing(SnsTopic topic) {
        await().untilAsserted(() -> assertThat(topic.problem())
                .hasValue("the topic " + arn + " does not exist: ./station apply creates it"));
    }

    private static Optional<PublishFailed> publish(SnsTopic topic) {
        return topic.publish(List.of(new Message("hello", Map.of()))).getFirst();
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
