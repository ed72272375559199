package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Who called what is known in the words of IAM. */
@ExtendWith(Aws.Extension.class)
class CallLogTest {
    private final Aws aws;
    private final String caller = Aws.unique("caller");
    private final SnsClient sns;
    private final SqsClient sqs;

    CallLogTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns(caller, Region.US_EAST_1);
        this.sqs = aws.sqs(caller);
    }

    @Test
    void calls_of_the_same_are_counted() throws Exception {
        String topic = aws.topic();

        sns.publish(request -> request.topicArn(topic).message("one"));
        sns.publish(request -> request.topicArn(topic).message("two"));

        assertThat(calls()).containsExactly(Map.entry("sns:Publish " + topic, 2));
    }

    @Test
    void a_batch_needs_the_permission_for_one() throws Exception {
        String topic = aws.topic();
        String queue = aws.queue();

        sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(PublishBatchRequestEntry.builder()
                        .id("1")
                        .message("one")
                        .build()));
        sqs.sendMessageBatch(request -> request.queueUrl(queue)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("1")
                        .messageBody("one")
                        .build()));

        assertThat(calls()).containsOnlyKeys("sns:Publish " + topic, "sqs:SendMessage " + aws.arn(queue));
    }

    @Test
    void who_creates_with_tags_needs_the_permission_to_tag() throws Exception {
        String name = Aws.unique("tagged");

        sns.createTopic(request ->
                request.name(name).tags(Tag.builder().key("team").value("shop").build()));
        sqs.createQueue(request -> request.queueName(name).tags(Map.of("team", "shop")));

        String topic = "arn:aws:sns:us-east-1:000000000000:" + name;
        String queue = "arn:aws:sqs:us-east-1:000000000000:" + name;
        assertThat(calls())
                .containsOnlyKeys(
                        "sns:CreateTopic " + topic,
                        "sns:TagResource " + topic,
                        "sqs:CreateQueue " + queue,
                        "sqs:TagQueue " + queue);
    }

    @Test
    void without_tags_it_does_not() throws Exception {
        String name = Aws.unique("plain");

        sqs.createQueue(request -> request.queueName(name));

        assertThat(calls()).containsOnlyKeys("sqs:CreateQueue arn:aws:sqs:us-east-1:000000000000:" + name);
    }

    @Test
    void what_is_of_no_single_resource_is_of_all() throws Exception {
        sns.listTopics();
        sqs.listQueues();

        assertThat(calls()).containsOnlyKeys("sns:ListTopics *", "sqs:ListQueues *");
    }

    @Test
    void a_message_move_task_is_of_its_source() throws Exception {
        String queue = aws.arn(aws.queue());

        sqs.listMessageMoveTasks(request -> request.sourceArn(queue));

        assertThat(calls()).containsOnlyKeys("sqs:ListMessageMoveTasks " + queue);
    }

    @Test
    void clients_of_the_query_protocol_are_logged_too() throws Exception {
        String queue = aws.queue();

        aws.post(
                "/",
                "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=" + queue,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + caller + "/20260101/us-east-1/sqs/aws4_request, Signature=0");

        assertThat(calls()).containsOnlyKeys("sqs:ReceiveMessage " + aws.arn(queue));
    }

    @Test
    void what_fails_was_called_all_the_same() throws Exception {
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("missing")))
                .isInstanceOf(QueueDoesNotExistException.class);

        assertThat(calls()).containsOnlyKeys("sqs:GetQueueUrl arn:aws:sqs:us-east-1:000000000000:missing");
    }

    private Map<String, Integer> calls() throws IOException, InterruptedException {
        return aws.calls(caller);
    }
}
