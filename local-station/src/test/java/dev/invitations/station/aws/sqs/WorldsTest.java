package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Every account has its own queues in every region. */
@ExtendWith(Aws.Extension.class)
class WorldsTest {
    private static final String FRIEND = "111122223333";

    private final Aws aws;
    private final SqsClient friend;
    private final SqsClient friendInEurope;
    private final String name = Aws.unique("queue");

    WorldsTest(Aws aws) {
        this.aws = aws;
        this.friend = aws.sqs(FRIEND);
        this.friendInEurope = aws.sqs(FRIEND, Region.EU_CENTRAL_1);
    }

    @AfterEach
    void close() {
        friend.close();
        friendInEurope.close();
    }

    @Test
    void a_queue_says_whose_it_is_and_where() {
        String url = create(friendInEurope, Map.of());

        assertThat(url).isEqualTo(aws.endpoint() + "/" + FRIEND + "/" + name);
        assertThat(arn(friendInEurope, url)).isEqualTo("arn:aws:sqs:eu-central-1:" + FRIEND + ":" + name);
    }

    @Test
    void the_same_name_is_another_queue_for_another_account_or_region() {
        String here = create(aws.sqs, Map.of());
        String friends = create(friend, Map.of("VisibilityTimeout", "7"));
        String inEurope = create(friendInEurope, Map.of());
        friend.sendMessage(request -> request.queueUrl(friends).messageBody("for the friend"));

        assertThat(receive(aws.sqs, here)).isZero();
        assertThat(receive(friendInEurope, inEurope)).isZero();
        assertThat(receive(friend, friends)).isEqualTo(1);
    }

    @Test
    void only_the_own_queues_are_listed() {
        create(aws.sqs, Map.of());
        String friends = create(friend, Map.of());

        assertThat(friend.listQueues(request -> request.queueNamePrefix(name)).queueUrls())
                .containsExactly(friends);
        assertThat(friendInEurope
                        .listQueues(request -> request.queueNamePrefix(name))
                        .queueUrls())
                .isEmpty();
    }

    @Test
    void another_accounts_queue_is_closed_without_a_policy() {
        String url = create(aws.sqs, Map.of());

        assertDenied(() -> friend.receiveMessage(request -> request.queueUrl(url)), "receivemessage");
        assertDenied(
                () -> friend.getQueueUrl(request -> request.queueName(name).queueOwnerAWSAccountId("000000000000")),
                "getqueueurl");
        assertDenied(() -> friend.deleteQueue(request -> request.queueUrl(url)), "deletequeue");
    }

    @Test
    void its_policy_can_open_it() {
        String url = create(aws.sqs, Map.of("Policy", policy("Allow", "sqs:*")));

        friend.sendMessage(request -> request.queueUrl(url).messageBody("from a friend"));

        assertThat(friend.getQueueUrl(request -> request.queueName(name).queueOwnerAWSAccountId("000000000000"))
                        .queueUrl())
                .isEqualTo(url);
        assertThat(arn(friend, url)).isEqualTo("arn:aws:sqs:us-east-1:000000000000:" + name);
        assertThat(aws.receive(url).body()).isEqualTo("from a friend");
    }

    @Test
    void no_policy_can_open_what_is_for_the_owner_alone() {
        String url = create(aws.sqs, Map.of("Policy", policy("Allow", "sqs:*")));

        assertDenied(
                () -> friend.setQueueAttributes(
                        request -> request.queueUrl(url).attributesWithStrings(Map.of("DelaySeconds", "1"))),
                "setqueueattributes");
        assertDenied(() -> friend.tagQueue(request -> request.queueUrl(url).tags(Map.of("a", "b"))), "tagqueue");
    }

    @Test
    void a_batch_needs_the_permission_for_one() {
        String url = create(aws.sqs, Map.of("Policy", policy("Allow", "sqs:SendMessage")));

        friend.sendMessageBatch(request -> request.queueUrl(url)
                .entries(SendMessageBatchRequestEntry.builder()
                        .id("one")
                        .messageBody("from a friend")
                        .build()));

        assertThat(aws.receive(url).body()).isEqualTo("from a friend");
    }

    @Test
    void a_policy_that_denies_says_so() {
        String url = create(aws.sqs, Map.of("Policy", policy("Deny", "sqs:SendMessage")));

        assertRefused(
                () -> friend.sendMessage(request -> request.queueUrl(url).messageBody("x")),
                403,
                "AccessDenied",
                "User: arn:aws:iam::" + FRIEND + ":user/" + FRIEND + " is not authorized to perform: sqs:sendmessage on"
                        + " resource: arn:aws:sqs:us-east-1:000000000000:" + name
                        + " with an explicit deny in a resource-based policy for the sqs:sendmessage action");
    }

    @Test
    void what_is_not_there_does_not_exist_in_another_account_either() {
        assertThatThrownBy(() ->
                        friend.receiveMessage(request -> request.queueUrl(aws.endpoint() + "/000000000000/" + name)))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void sns_finds_a_queue_of_another_account_and_region_by_its_arn() {
        String url = create(friendInEurope, Map.of("Policy", Aws.DELIVERY_POLICY));
        try (SnsClient sns = aws.sns(FRIEND, Region.EU_CENTRAL_1)) {
            String topic = sns.createTopic(request -> request.name(Aws.unique("topic")))
                    .topicArn();
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(arn(friendInEurope, url))
                    .attributes(Map.of("RawMessageDelivery", "true")));
            sns.publish(request -> request.topicArn(topic).message("cargo"));
        }

        assertThat(friendInEurope
                        .receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(10))
                        .messages())
                .extracting(message -> message.body())
                .containsExactly("cargo");
    }

    @Test
    void the_older_protocol_knows_accounts_too() throws Exception {
        String url = create(aws.sqs, Map.of());
        String scope = "AWS4-HMAC-SHA256 Credential=" + FRIEND + "/20260101/us-east-1/sqs/aws4_request, Signature=0";

        var answer = aws.post(
                "/000000000000/" + name,
                "Action=SendMessage&MessageBody=x",
                "Authorization",
                scope,
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>", "sqs:sendmessage");
        assertThat(receive(aws.sqs, url)).isZero();
    }

    private String create(SqsClient sqs, Map<String, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private static int receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)).messages().size();
    }

    private static String arn(SqsClient sqs, String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static String policy(String effect, String action) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Principal": {"AWS": "%s"}, "Action": "%s",
                 "Resource": "*"}]}""".formatted(effect, FRIEND, action);
    }

    private void assertDenied(ThrowingCallable call, String action) {
        assertRefused(
                call,
                403,
                "AccessDenied",
                "User: arn:aws:iam::" + FRIEND + ":user/" + FRIEND + " is not authorized to perform: sqs:" + action
                        + " on resource: arn:aws:sqs:us-east-1:000000000000:" + name
                        + " because no resource-based policy allows the sqs:" + action + " action");
    }
}
