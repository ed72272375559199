package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A local AWS of its own: what it forgets, others would miss. */
class ResetTest {
    private final Aws aws = new Aws();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void everything_is_as_at_the_start() throws Exception {
        String topic = aws.topic();
        String queue = aws.queue();
        aws.subscribe(topic, aws.arn(queue), Map.of());
        aws.subscribe(topic, Aws.missingQueue(), Map.of());
        aws.sns.publish(request -> request.topicArn(topic).message("hello"));
        aws.fault("{'on': 'call', 'action': 'Nothing', 'fault': 'drop'}");
        aws.put("/_station/settings", "{\"filterPropagation\": \"PT1M\"}");
        aws.advance(Duration.ofDays(1));

        reset();

        assertThat(aws.get("/_station/calls").body()).isEqualTo("[ ]");
        assertThat(aws.get("/_station/faults").body()).isEqualTo("[]");
        assertThat(aws.get("/_station/settings").body()).contains("\"filterPropagation\":\"PT0S\"");
        assertThat(aws.now())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        assertThat(aws.deliveries()).isEqualTo(new JsonMapper().readTree("""
                        {"counts": {"delivered": 0, "filtered": 0, "dead-lettered": 0, "lost": 0, "not-sent": 0, "waiting": 0},
                         "deliveries": []}"""));
        assertThat(aws.sns.listTopics().topics()).isEmpty();
        assertThat(aws.sns.listSubscriptions().subscriptions()).isEmpty();
        assertThat(aws.sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void what_is_of_other_accounts_and_regions_is_forgotten_too() throws Exception {
        try (SnsClient elsewhere = aws.sns("111122223333", Region.EU_CENTRAL_1)) {
            elsewhere.createTopic(request -> request.name("topic"));

            reset();

            assertThat(elsewhere.listTopics().topics()).isEmpty();
        }
    }

    @Test
    void what_was_to_be_delivered_later_is_not() throws Exception {
        String topic = aws.sns.createTopic(request -> request.name("topic")).topicArn();
        String queue =
                aws.sqs.createQueue(request -> request.queueName("queue")).queueUrl();
        aws.subscribe(topic, aws.arn(queue), Map.of());
        aws.fault("{'on': 'delivery', 'fault': 'delay', 'by': 'PT1H'}");
        aws.sns.publish(request -> request.topicArn(topic).message("hello"));

        reset();
        aws.sqs.createQueue(request -> request.queueName("queue"));
        aws.advance(Duration.ofHours(2));

        assertThat(aws.sqs.receiveMessage(request -> request.queueUrl(queue)).messages())
                .isEmpty();
        assertThat(aws.deliveries().at("/counts/waiting").asInt()).isZero();
    }

    @Test
    void who_waits_for_an_answer_gets_one() throws Exception {
        String queue = aws.queue();
        var fault = aws.fault("{'on': 'call', 'action': 'ListTopics', 'fault': 'delay', 'by': 'PT1H'}");
        var late = CompletableFuture.supplyAsync(() -> aws.sns.listTopics(), Thread::startVirtualThread);
        await().until(() -> aws.struck(fault) == 1);
        try (SqsClient impatient = aws.sqs("test", AwsRetryStrategy.doNotRetry())) {
            var poll = CompletableFuture.supplyAsync(() ->
                    impatient.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20)));
            await().until(() -> aws.calls("test").containsKey("sqs:ReceiveMessage " + aws.arn(queue)));

            reset();

            assertThat(late).succeedsWithin(Aws.PATIENCE);
            assertThat(poll).failsWithin(Aws.PATIENCE);
        }
    }

    @Test
    void what_is_called_meanwhile_is_as_before_or_as_after() throws Exception {
        var end = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> callers = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(publishUntil(end, "name-" + i)))
                    .toList();
            for (int i = 0; i < 20; i++) {
                reset();
            }
            end.set(true);
            for (Future<Void> caller : callers) {
                caller.get();
            }
        }

        reset();

        assertThat(aws.sqs.listQueues().queueUrls()).isEmpty();
        assertThat(aws.sns.listTopics().topics()).isEmpty();
        String topic = aws.sns.createTopic(request -> request.name("name-0")).topicArn();
        String queue = aws.sqs
                .createQueue(request ->
                        request.queueName("name-0").attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)))
                .queueUrl();
        aws.subscribe(topic, aws.arn(queue), Map.of("RawMessageDelivery", "true"));
        aws.sns.publish(request -> request.topicArn(topic).message("after"));
        assertThat(aws.receive(queue).body()).isEqualTo("after");
    }

    private Callable<Void> publishUntil(AtomicBoolean end, String name) {
        return () -> {
            while (!end.get()) {
                try {
                    String topic =
                            aws.sns.createTopic(request -> request.name(name)).topicArn();
                    String queue = aws.sqs
                            .createQueue(request -> request.queueName(name))
                            .queueUrl();
                    aws.subscribe(topic, aws.arn(queue), Map.of());
                    aws.sns.publish(request -> request.topicArn(topic).message("before"));
                } catch (SdkException e) {
                    // What it made a moment ago is forgotten.
                    assertThat(e).hasMessageContaining("does not exist");
                }
            }
            return null;
        };
    }

    private void reset() throws Exception {
        assertThat(aws.post("/_station/reset", "").statusCode()).isEqualTo(204);
    }
}
