package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.control.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What can be chosen of an SQS, and how it begins anew. */
class SqsSettingsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";
    private static final Settings SLOW_POLICIES = new Settings(Duration.ofMinutes(1), Duration.ZERO, true, false);
    private static final Settings RESTING_NAMES = new Settings(Duration.ZERO, Duration.ZERO, true, true);

    private static OwnSqs own;

    private final String name = Aws.unique("queue");

    @BeforeAll
    static void start() {
        own = new OwnSqs();
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @BeforeEach
    void choose() {
        own.set(Settings.USUAL);
    }

    @Test
    void a_policy_can_take_its_time_to_count() {
        own.set(SLOW_POLICIES);
        create(name);
        assertThat(refusal()).startsWith("the queue has no policy");
        assertThat(refusal()).contains("; a change of its policy counts from ");

        own.advance(Duration.ofSeconds(61));

        deliver();
    }

    @Test
    void a_permission_that_is_taken_away_goes_on_for_as_long() {
        String url = create(name);
        own.client().addPermission(request -> request.queueUrl(url)
                .label("Friend")
                .awsAccountIds("111122223333")
                .actions("SendMessage"));
        own.set(SLOW_POLICIES);
        own.client().removePermission(request -> request.queueUrl(url).label("Friend"));

        try (SqsClient friend = own.client("111122223333")) {
            friend.sendMessage(request -> request.queueUrl(url).messageBody("still"));
            own.advance(Duration.ofSeconds(61));

            assertThatThrownBy(() ->
                            friend.sendMessage(request -> request.queueUrl(url).messageBody("no more")))
                    .hasMessageContaining("not authorized");
        }
    }

    @Test
    void a_name_can_rest_after_its_queue_was_deleted() {
        own.set(RESTING_NAMES);
        String url = create(name);
        own.client().deleteQueue(request -> request.queueUrl(url));

        assertRefused(
                () -> create(name),
                400,
                "AWS.SimpleQueueService.QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
        own.advance(Duration.ofSeconds(60));
        assertThat(create(name)).isEqualTo(url);
    }

    @Test
    void a_name_can_be_used_again_at_once_as_a_rule() {
        String url = create(name);
        own.client().deleteQueue(request -> request.queueUrl(url));

        assertThat(create(name)).isEqualTo(url);
    }

    @Test
    void a_reset_forgets_the_queues_of_all_accounts() {
        String url = create(name);
        own.client().sendMessage(request -> request.queueUrl(url).messageBody("message"));
        try (SqsClient friend = own.client("111122223333")) {
            friend.createQueue(request -> request.queueName(name));

            own.reset();

            assertThat(own.client().listQueues().queueUrls()).isEmpty();
            assertThat(friend.listQueues().queueUrls()).isEmpty();
            assertThatThrownBy(() -> own.client().receiveMessage(request -> request.queueUrl(url)))
                    .isInstanceOf(QueueDoesNotExistException.class);
            create(name);
            assertThat(own.client()
                            .receiveMessage(request -> request.queueUrl(url))
                            .messages())
                    .isEmpty();
        }
    }

    @Test
    void who_waits_for_a_message_is_told_of_a_reset_at_once() {
        String url = create(name);
        CompletableFuture<Void> receiver = CompletableFuture.runAsync(() ->
                own.client().receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20)));

        own.reset();

        assertThat(receiver)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void the_worlds_are_bounded() {
        own.reset();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 51; i++) {
                        try (SqsClient other = own.client("1111222233" + (10 + i))) {
                            other.listQueues();
                        }
                    }
                })
                .hasMessageContaining("The local station keeps the queues of at most 50 accounts and regions");
        own.reset();

        assertThat(own.client().listQueues().queueUrls()).isEmpty();
    }

    private String create(String queueName) {
        return own.client()
                .createQueue(request ->
                        request.queueName(queueName).attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)))
                .queueUrl();
    }

    private void deliver() {
        var message = new QueueMessage("cargo", Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        own.run(() -> own.delivery().deliver(TOPIC, "arn:aws:sqs:us-east-1:000000000000:" + name, message));
    }

    private String refusal() {
        try {
            deliver();
            return "";
        } catch (CompletionException e) {
            return e.getCause().getMessage();
        }
    }
}
