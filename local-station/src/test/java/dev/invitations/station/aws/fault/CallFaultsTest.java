package dev.invitations.station.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.Aws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;

/** What a client sees of a call that goes wrong. */
@ExtendWith(Aws.Extension.class)
class CallFaultsTest {
    private final Aws aws;
    private final String topic;
    private final String queue;
    private final SnsClient impatient;
    private final SqsClient impatientWithQueues;

    CallFaultsTest(Aws aws) {
        this.aws = aws;
        this.topic = aws.topic();
        this.queue = aws.queue();
        aws.subscribe(topic, aws.arn(queue), Map.of("RawMessageDelivery", "true"));
        this.impatient = aws.sns("test", Region.US_EAST_1, AwsRetryStrategy.doNotRetry());
        this.impatientWithQueues = aws.sqs("test", AwsRetryStrategy.doNotRetry());
    }

    /** What others have sent to endpoints that are gone is given up by then. */
    @BeforeEach
    void leaveNothingWaiting() throws Exception {
        aws.advance(Duration.ofHours(2));
    }

    @AfterEach
    void close() {
        impatient.close();
        impatientWithQueues.close();
    }

    @Test
    void an_sdk_makes_a_throttled_call_again() throws Exception {
        JsonNode fault = publishingWill("'fault': 'throttle', 'times': 2");

        publish(aws.sns, "hello");

        assertThat(aws.struck(fault)).isEqualTo(2);
        assertThat(bodies()).containsExactly("hello");
    }

    @Test
    void sns_throttles_in_its_own_words() throws Exception {
        publishingWill("'fault': 'throttle'");

        assertThatThrownBy(() -> publish(impatient, "hello")).isInstanceOfSatisfying(SnsException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            assertThat(e.isThrottlingException()).isTrue();
        });
    }

    @Test
    void sqs_throttles_in_its_own_words() throws Exception {
        aws.fault("{'on': 'call', 'service': 'sqs', 'action': 'ReceiveMessage', 'resource': '" + aws.arn(queue)
                + "', 'fault': 'throttle'}");

        assertThatThrownBy(() -> impatientWithQueues.receiveMessage(request -> request.queueUrl(queue)))
                .isInstanceOfSatisfying(RequestThrottledException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Request is throttled.");
                    assertThat(e.isThrottlingException()).isTrue();
                });
    }

    @Test
    void a_client_of_the_query_protocol_is_refused_in_xml() throws Exception {
        aws.fault("{'on': 'call', 'action': 'GetQueueAttributes', 'resource': '" + name(queue)
                + "', 'fault': 'refuse', 'status': 403, 'code': 'AccessDenied', 'message': 'no'}");

        var answer = aws.post("/", "Action=GetQueueAttributes&Version=2012-11-05&QueueUrl=" + queue);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Type>Sender</Type>", "<Code>AccessDenied</Code>", "<Message>no</Message>");
    }

    @Test
    void a_call_is_refused_with_the_error_that_was_asked_for() throws Exception {
        publishingWill("'fault': 'refuse', 'status': 403, 'code': 'AuthorizationError', 'message': 'not you'");

        assertThatThrownBy(() -> publish(aws.sns, "hello"))
                .isInstanceOf(AuthorizationErrorException.class)
                .hasMessageContaining("not you");
    }

    @Test
    void what_is_refused_as_unavailable_is_made_again() throws Exception {
        JsonNode fault = publishingWill("'fault': 'refuse'");

        publish(aws.sns, "hello");

        assertThat(aws.struck(fault)).isEqualTo(1);
    }

    @Test
    void a_delayed_call_is_carried_out_at_once_and_answered_late() throws Exception {
        publishingWill("'fault': 'delay', 'by': 'PT1H'");

        CompletableFuture<String> call =
                CompletableFuture.supplyAsync(() -> publish(aws.sns, "hello"), Thread::startVirtualThread);

        assertThat(bodies()).containsExactly("hello");
        assertThat(call).isNotDone();
        aws.advance(Duration.ofHours(1));
        assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_duplicated_call_is_carried_out_twice_and_answered_as_the_second() throws Exception {
        String other = aws.queue();
        aws.subscribe(topic, aws.arn(other), Map.of());
        publishingWill("'fault': 'duplicate'");

        String id = publish(aws.sns, "hello");

        assertThat(bodies()).containsExactly("hello", "hello");
        assertThat(bodies(other)).hasSize(2).satisfiesOnlyOnce(body -> assertThat(body)
                .contains(id));
    }

    @Test
    void a_dropped_call_is_carried_out_and_not_answered() throws Exception {
        publishingWill("'fault': 'drop'");

        assertThatThrownBy(() -> publish(impatient, "hello")).isInstanceOf(SdkClientException.class);

        assertThat(bodies()).containsExactly("hello");
    }

    @Test
    void an_sdk_publishes_twice_when_the_first_answer_is_lost() throws Exception {
        publishingWill("'fault': 'drop'");

        publish(aws.sns, "hello");

        assertThat(bodies()).containsExactly("hello", "hello");
    }

    @Test
    void only_calls_with_all_the_properties_are_struck() throws Exception {
        JsonNode fault = publishingWill("'fault': 'refuse', 'accessKey': 'somebody'");

        publish(impatient, "hello");

        assertThat(aws.struck(fault)).isZero();
    }

    @Test
    void the_fault_that_was_asked_for_first_strikes_first() throws Exception {
        JsonNode first = publishingWill("'fault': 'throttle'");
        JsonNode second = publishingWill("'fault': 'drop'");

        assertThatThrownBy(() -> publish(impatient, "hello")).hasMessageContaining("Rate exceeded");

        assertThat(aws.struck(first)).isEqualTo(1);
        assertThat(aws.struck(second)).isZero();
    }

    private JsonNode publishingWill(String fault) throws Exception {
        return aws.fault("{'on': 'call', 'service': 'sns', 'action': 'Publish', 'resource': '" + name(topic) + "', "
                + fault + "}");
    }

    private String publish(SnsClient sns, String message) {
        return sns.publish(request -> request.topicArn(topic).message(message)).messageId();
    }

    private static String name(String arnOrUrl) {
        return arnOrUrl.substring(Math.max(arnOrUrl.lastIndexOf(':'), arnOrUrl.lastIndexOf('/')) + 1);
    }

    /** Of the messages in the queue, once there are no more. */
    private List<String> bodies() {
        return bodies(queue);
    }

    private List<String> bodies(String queue) {
        await().until(() -> aws.deliveries().at("/counts/waiting").asInt() == 0);
        return aws.receive(queue, 10).stream().map(Message::body).toList();
    }
}
