package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

@ExtendWith(Aws.Extension.class)
class TopicTest {
    private final SnsClient sns;
    private final Aws aws;

    TopicTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns;
    }

    @Test
    void a_topic_belongs_to_the_account_and_region_of_the_signature() {
        String name = Aws.unique("topic");

        assertThat(sns.createTopic(request -> request.name(name)).topicArn())
                .isEqualTo("arn:aws:sns:us-east-1:000000000000:" + name);
        try (SnsClient other = aws.sns("123456789012", Region.EU_CENTRAL_1)) {
            assertThat(other.createTopic(request -> request.name(name)).topicArn())
                    .isEqualTo("arn:aws:sns:eu-central-1:123456789012:" + name);
        }
    }

    @Test
    void creating_it_again_is_the_same_topic() {
        String name = Aws.unique("topic");
        String arn = sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Trains")))
                .topicArn();

        assertThat(sns.createTopic(request -> request.name(name)).topicArn()).isEqualTo(arn);
        assertThat(sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Trains")))
                        .topicArn())
                .isEqualTo(arn);
        assertThat(sns.createTopic(request -> request.name(name).attributes(Map.of("FifoTopic", "false")))
                        .topicArn())
                .isEqualTo(arn);
    }

    @Test
    void creating_it_again_otherwise_is_refused() {
        String name = Aws.unique("topic");
        sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Trains")));

        assertInvalidParameter(
                () -> sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Ships"))),
                "Attributes Reason: Topic already exists with different attributes");
        assertInvalidParameter(
                () -> sns.createTopic(request -> request.name(name).tags(tag("team", "acme"))),
                "Tags Reason: Topic already exists with different tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "ä", "topic.fifo", "a/b"})
    void a_name_that_is_none_is_refused(String name) {
        assertInvalidParameter(() -> sns.createTopic(request -> request.name(name)), "Topic Name");
    }

    @Test
    void a_name_has_up_to_256_characters() {
        assertThatCode(() -> sns.createTopic(request -> request.name("a".repeat(256))))
                .doesNotThrowAnyException();
        assertInvalidParameter(() -> sns.createTopic(request -> request.name("a".repeat(257))), "Topic Name");
    }

    @Test
    void a_new_topic_shows_the_defaults_of_aws() throws Exception {
        String topic = aws.topic();

        Map<String, String> attributes =
                sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();

        assertThat(attributes)
                .containsOnlyKeys(
                        "TopicArn",
                        "Owner",
                        "DisplayName",
                        "Policy",
                        "SubscriptionsConfirmed",
                        "SubscriptionsPending",
                        "SubscriptionsDeleted",
                        "EffectiveDeliveryPolicy")
                .containsEntry("TopicArn", topic)
                .containsEntry("Owner", "000000000000")
                .containsEntry("SubscriptionsConfirmed", "0");
        assertThat(new JsonMapper()
                        .readTree(attributes.get("Policy"))
                        .at("/Statement/0/Resource")
                        .asText())
                .isEqualTo(topic);
        assertThat(new JsonMapper()
                        .readTree(attributes.get("EffectiveDeliveryPolicy"))
                        .at("/http/defaultHealthyRetryPolicy/numRetries")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void an_attribute_that_is_set_shows_and_one_that_is_emptied_is_gone() {
        String topic = aws.topic();

        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("SignatureVersion", "2");

        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("SignatureVersion").attributeValue(""));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .doesNotContainKey("SignatureVersion");
    }

    @Test
    void a_delivery_policy_is_merged_into_the_defaults() throws Exception {
        String topic = aws.topic();

        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("DeliveryPolicy")
                .attributeValue("{\"http\":{\"defaultHealthyRetryPolicy\":"
                        + "{\"minDelayTarget\":20,\"maxDelayTarget\":30,\"numRetries\":1}}}"));

        var effective = new JsonMapper()
                .readTree(sns.getTopicAttributes(request -> request.topicArn(topic))
                        .attributes()
                        .get("EffectiveDeliveryPolicy"));
        assertThat(effective.at("/http/defaultHealthyRetryPolicy/numRetries").asInt())
                .isEqualTo(1);
        assertThat(effective
                        .at("/http/defaultHealthyRetryPolicy/backoffFunction")
                        .asText())
                .isEqualTo("linear");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "Nonsense, 1, AttributeName",
        "FifoTopic, false, AttributeName",
        "TopicArn, a, AttributeName",
        "SignatureVersion, 3, SignatureVersion: Invalid value [3]",
        "TracingConfig, Never, TracingConfig: Invalid value [Never]"
    })
    void an_attribute_that_is_none_is_refused(String name, String value, String sentence) {
        String topic = aws.topic();

        assertInvalidParameter(
                () -> sns.setTopicAttributes(
                        request -> request.topicArn(topic).attributeName(name).attributeValue(value)),
                sentence);
    }

    @Test
    void a_topic_that_is_not_there_is_not_found() {
        String missing = "arn:aws:sns:us-east-1:000000000000:" + Aws.unique("missing");

        assertRefused(
                () -> sns.getTopicAttributes(request -> request.topicArn(missing)),
                404,
                "NotFound",
                "Topic does not exist");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            randomstring                               | TopicArn Reason: An ARN must have at least 6 elements, not 1
            arn:aws:sns:us-east-1:random               | TopicArn Reason: An ARN must have at least 6 elements, not 5
            arn:aws:sns:eu-west-1:000000000000:topic   | TopicArn
            arn:aws:sqs:us-east-1:000000000000:queue   | TopicArn
            """)
    void an_arn_that_is_none_is_refused(String arn, String sentence) {
        assertInvalidParameter(() -> sns.getTopicAttributes(request -> request.topicArn(arn)), sentence);
    }

    @Test
    void deleting_takes_the_subscriptions_along_and_can_be_repeated() {
        String topic = aws.topic();
        String subscription = aws.subscribe(topic, Aws.missingQueue(), Map.of());

        sns.deleteTopic(request -> request.topicArn(topic));
        sns.deleteTopic(request -> request.topicArn(topic));

        assertRefused(
                () -> sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)),
                404,
                "NotFound",
                "Subscription does not exist");
        assertThat(sns.listSubscriptionsPaginator().subscriptions())
                .noneMatch(listed -> listed.topicArn().equals(topic));
    }

    @Test
    void topics_are_listed_a_hundred_at_a_time() {
        try (SnsClient own = aws.sns("111111111111", Region.EU_WEST_1)) {
            for (int i = 0; i < 205; i++) {
                String name = "topic-" + i;
                own.createTopic(request -> request.name(name));
            }

            List<ListTopicsResponse> pages = own.listTopicsPaginator().stream().toList();

            assertThat(pages).extracting(page -> page.topics().size()).containsExactly(100, 100, 5);
            assertThat(pages.stream().flatMap(page -> page.topics().stream()).map(Topic::topicArn))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_next_token_that_is_none_is_refused() {
        assertInvalidParameter(() -> sns.listTopics(request -> request.nextToken("?")), "NextToken");
    }

    @Test
    void tags_come_and_go() {
        String topic = sns.createTopic(
                        request -> request.name(Aws.unique("topic")).tags(tag("k1", "v1"), tag("k2", "v2")))
                .topicArn();

        sns.tagResource(request -> request.resourceArn(topic).tags(tag("k2", "v2b")));
        sns.untagResource(request -> request.resourceArn(topic).tagKeys("k1"));

        assertThat(sns.listTagsForResource(request -> request.resourceArn(topic))
                        .tags())
                .containsExactly(tag("k2", "v2b"));
    }

    @Test
    void tags_that_are_wrong_are_refused() {
        String topic = aws.topic();

        assertInvalidParameter(
                () -> sns.tagResource(request -> request.resourceArn(topic).tags(tag("k", "1"), tag("k", "2"))),
                "Duplicated keys are not allowed.");
        assertRefused(
                () -> sns.listTagsForResource(request -> request.resourceArn(topic + "-missing")),
                404,
                "ResourceNotFound",
                "Resource does not exist");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
