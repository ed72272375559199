package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

@ExtendWith(Aws.Extension.class)
class TopicPermissionTest {
    private static final String OTHER = "111111111111";

    private final SnsClient sns;
    private final SnsClient other;
    private final String topic;

    TopicPermissionTest(Aws aws) {
        this.sns = aws.sns;
        this.other = aws.sns(OTHER, Region.US_EAST_1);
        this.topic = aws.topic();
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void another_account_may_do_nothing_at_first() {
        assertNotAllowed(() -> publish(other), "Publish");
        assertNotAllowed(
                () -> other.publishBatch(
                        request -> request.topicArn(topic).publishBatchRequestEntries(Entries.entry("1", "m"))),
                "Publish");
        assertNotAllowed(
                () -> other.subscribe(
                        request -> request.topicArn(topic).protocol("sqs").endpoint(Aws.missingQueue())),
                "Subscribe");
        assertNotAllowed(() -> other.getTopicAttributes(request -> request.topicArn(topic)), "GetTopicAttributes");
        assertNotAllowed(() -> other.deleteTopic(request -> request.topicArn(topic)), "DeleteTopic");
    }

    @Test
    void another_account_neither_sees_nor_changes_a_subscription() {
        String arn = sns.subscribe(
                        request -> request.topicArn(topic).protocol("sqs").endpoint(Aws.missingQueue()))
                .subscriptionArn();

        assertRefused(
                () -> other.getSubscriptionAttributes(request -> request.subscriptionArn(arn)),
                403,
                "AuthorizationError",
                sentence("GetSubscriptionAttributes", topic));
        assertRefused(
                () -> other.setSubscriptionAttributes(request -> request.subscriptionArn(arn)
                        .attributeName("RawMessageDelivery")
                        .attributeValue("true")),
                403,
                "AuthorizationError",
                sentence("SetSubscriptionAttributes", topic));
    }

    @Test
    void what_another_account_has_is_not_told() {
        String missing = topic + "-missing";

        assertRefused(
                () -> other.publish(request -> request.topicArn(missing).message("m")),
                403,
                "AuthorizationError",
                sentence("Publish", missing) + " because no resource-based policy allows the SNS:Publish action");
    }

    @Test
    void another_account_may_do_what_it_was_permitted_until_that_is_taken_back() {
        permit("partner", OTHER, "Publish");

        assertThat(publish(other)).isNotBlank();
        assertNotAllowed(() -> other.getTopicAttributes(request -> request.topicArn(topic)), "GetTopicAttributes");

        sns.removePermission(request -> request.topicArn(topic).label("partner"));
        assertNotAllowed(() -> publish(other), "Publish");
    }

    @Test
    void a_subscription_of_another_account_is_that_accounts() {
        permit("partner", OTHER, "Subscribe");
        String queue = Aws.missingQueue().replace("000000000000", OTHER);

        String arn = other.subscribe(
                        request -> request.topicArn(topic).protocol("sqs").endpoint(queue))
                .subscriptionArn();

        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                        .attributes())
                .containsEntry("Owner", OTHER)
                .containsEntry("SubscriptionPrincipal", "arn:aws:iam::" + OTHER + ":user/local");
    }

    @Test
    void a_permission_is_a_statement_of_the_policy() throws Exception {
        permit("one", OTHER, "Publish");
        sns.addPermission(request -> request.topicArn(topic)
                .label("many")
                .awsAccountIds(OTHER, "222222222222")
                .actionNames("Publish", "Subscribe"));

        JsonNode statements = policy().path("Statement");

        assertThat(statements).hasSize(3);
        assertThat(statements.path(0).path("Sid").asText()).isEqualTo("__default_statement_ID");
        assertThat(statements.path(1).toString()).isEqualTo("""
                {"Sid":"one","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},\
                "Action":"SNS:Publish","Resource":"%s"}""".formatted(topic));
        assertThat(statements.path(2).toString()).isEqualTo("""
                {"Sid":"many","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:root",\
                "arn:aws:iam::222222222222:root"]},"Action":["SNS:Publish","SNS:Subscribe"],\
                "Resource":"%s"}""".formatted(topic));
    }

    @Test
    void a_permission_that_was_taken_back_leaves_the_policy_as_it_was() throws Exception {
        JsonNode before = policy();
        permit("partner", OTHER, "Publish");

        sns.removePermission(request -> request.topicArn(topic).label("partner"));
        sns.removePermission(request -> request.topicArn(topic).label("partner"));

        assertThat(policy()).isEqualTo(before);
    }

    @Test
    void a_permission_that_is_none_is_refused() {
        permit("partner", OTHER, "Publish");

        assertInvalidParameter(() -> permit("partner", OTHER, "AddPermission"), "Statement already exists");
        assertInvalidParameter(
                () -> permit("second", OTHER, "InvalidAction"), "Policy statement action out of service scope!");
        assertRefused(
                () -> sns.addPermission(request -> request.topicArn(topic + "x")
                        .label("l")
                        .awsAccountIds(List.of(OTHER))
                        .actionNames("Publish")),
                404,
                "NotFound",
                "Topic does not exist");
        assertRefused(
                () -> sns.removePermission(
                        request -> request.topicArn(topic + "x").label("partner")),
                404,
                "NotFound",
                "Topic does not exist");
    }

    @Test
    void the_topics_own_account_needs_no_permission_but_can_be_denied() {
        setPolicy("""
                {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "SNS:Publish", "Resource": "%s"}]}""".formatted(topic));

        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsKey("Policy");
        assertRefused(
                () -> publish(sns),
                403,
                "AuthorizationError",
                "User: arn:aws:iam::000000000000:user/local is not authorized to perform: SNS:Publish on resource: "
                        + topic + " with an explicit deny in a resource-based policy");
    }

    @Test
    void a_policy_can_permit_to_subscribe_some_endpoints_only() {
        setPolicy("""
                {"Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "SNS:Subscribe",
                 "Resource": "%s", "Condition": {"StringLike": {"SNS:Endpoint": "*@example.com"},
                 "StringEquals": {"SNS:Protocol": "email"}}}}""".formatted(OTHER, topic));

        assertThat(other.subscribe(request ->
                                request.topicArn(topic).protocol("email").endpoint("alice@example.com"))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        assertNotAllowed(
                () -> other.subscribe(
                        request -> request.topicArn(topic).protocol("email").endpoint("alice@example.net")),
                "Subscribe");
    }

    @Test
    void a_policy_that_can_not_be_read_is_refused() {
        assertInvalidParameter(() -> setPolicy("{\"Statement\": [{\"Effect\": \"Maybe\"}]}"), "Policy Error: null");
    }

    private String publish(SnsClient client) {
        return client.publish(request -> request.topicArn(topic).message("hello"))
                .messageId();
    }

    private void permit(String label, String account, String action) {
        sns.addPermission(request ->
                request.topicArn(topic).label(label).awsAccountIds(account).actionNames(action));
    }

    private void setPolicy(String policy) {
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("Policy").attributeValue(policy));
    }

    private JsonNode policy() throws JsonProcessingException {
        return new JsonMapper()
                .readTree(sns.getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("Policy"));
    }

    private void assertNotAllowed(ThrowingCallable call, String action) {
        assertRefused(
                call,
                403,
                "AuthorizationError",
                sentence(action, topic) + " because no resource-based policy allows the SNS:" + action + " action");
    }

    private static String sentence(String action, String resource) {
        return "User: arn:aws:iam::" + OTHER + ":user/local is not authorized to perform: SNS:" + action
                + " on resource: " + resource;
    }
}
