package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.apply.ApplyCommand;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** {@code station apply} against the local station, over HTTP as it would be against AWS. */
class ApplyTopologyTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:invitations";
    private static final StaticCredentialsProvider TEST =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final Vertx vertx = Vertx.vertx();
    private final LocalAws aws = LocalAws.start(vertx, 0);
    private final SnsClient sns = SnsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(TEST)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final SqsClient sqs = SqsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(TEST)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @BeforeEach
    void apply_once() {
        assertThat(apply())
                .containsExactly(
                        "created    dead-letter queue  email-worker-dlq",
                        "created    queue              email-worker",
                        "created    dead-letter queue  analytics-worker-dlq",
                        "created    queue              analytics-worker",
                        "created    topic              invitations",
                        "created    subscription       email-worker",
                        "created    subscription       analytics-worker",
                        "Everything is as declared; it was read back.");
    }

    @AfterEach
    void stop() {
        sns.close();
        sqs.close();
        aws.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void what_is_published_arrives_raw_and_filtered() {
        publish("invitation_emailed");
        publish("user_invited");

        assertThat(bodies("email-worker", 1)).containsExactly("user_invited");
        assertThat(bodies("analytics-worker", 2)).containsExactlyInAnyOrder("user_invited", "invitation_emailed");
    }

    @Test
    void applying_again_finds_everything_in_place() {
        assertThat(apply()).filteredOn(line -> line.startsWith("unchanged ")).hasSize(7);
    }

    @Test
    void what_drifted_is_mended() {
        sqs.setQueueAttributes(request -> request.queueUrl(url("email-worker"))
                .attributesWithStrings(
                        Map.of("VisibilityTimeout", "45", "MessageRetentionPeriod", "60", "Policy", "")));
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription("analytics-worker"))
                .attributeName("RawMessageDelivery")
                .attributeValue("false"));

        assertThat(apply())
                .filteredOn(line -> line.startsWith("mended "))
                .containsExactly(
                        "mended     queue              email-worker             "
                                + "VisibilityTimeout 45 -> 30, MessageRetentionPeriod 60 -> 345600, Policy",
                        "mended     subscription       analytics-worker         RawMessageDelivery false -> true");
        assertThat(apply()).filteredOn(line -> line.startsWith("unchanged ")).hasSize(7);
    }

    @Test
    void tags_that_drifted_are_mended() {
        sqs.tagQueue(request -> request.queueUrl(url("email-worker")).tags(Map.of("invitation-station", "no")));
        sns.untagResource(request -> request.resourceArn(TOPIC).tagKeys("invitation-station"));

        assertThat(apply())
                .filteredOn(line -> line.startsWith("mended "))
                .containsExactly(
                        "mended     queue              email-worker             tag invitation-station no -> prefix:",
                        "mended     topic              invitations              tag invitation-station none -> prefix:");
        assertThat(apply()).filteredOn(line -> line.startsWith("unchanged ")).hasSize(7);
    }

    @Test
    void what_is_gone_comes_back() {
        sns.deleteTopic(request -> request.topicArn(TOPIC));

        assertThat(apply()).filteredOn(line -> line.startsWith("created ")).hasSize(3);
    }

    @Test
    void every_subscription_has_its_dead_letter_queue() {
        assertThat(Stream.of("email-worker", "analytics-worker")).allSatisfy(name -> assertThat(
                        sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription(name)))
                                .attributes())
                .containsEntry(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + name + "-dlq\"}"));
    }

    private List<String> apply() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new ApplyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--endpoint-url", aws.endpoint().toString());
        assertThat(exit).as(err.toString()).isZero();
        return out.toString().lines().toList();
    }

    private void publish(String type) {
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(type)
                .build();
        sns.publish(
                request -> request.topicArn(TOPIC).message(type).messageAttributes(Map.of("event_type", attribute)));
    }

    private List<String> bodies(String queue, int atLeast) {
        return Stream.generate(() -> sqs.receiveMessage(request ->
                        request.queueUrl(url(queue)).maxNumberOfMessages(10).waitTimeSeconds(5)))
                .limit(atLeast)
                .flatMap(received -> received.messages().stream())
                .limit(atLeast)
                .map(Message::body)
                .toList();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private String subscription(String name) {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(TOPIC)).subscriptions().stream()
                .filter(found -> found.endpoint().endsWith(":" + name))
                .findFirst()
                .orElseThrow()
                .subscriptionArn();
    }
}
