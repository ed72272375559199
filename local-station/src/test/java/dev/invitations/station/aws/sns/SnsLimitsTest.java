package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** What is refused of topics, their tags and their attributes, and what SNS has that the station has not. */
@ExtendWith(Aws.Extension.class)
class SnsLimitsTest {
    private static final String PROTECTION = """
            {"Name":"p","Version":"2021-06-01","Statement":[{"Sid":"s","DataDirection":"%s","Principal":["*"],\
            "DataIdentifier":[],"Operation":{"Deny":{}}}]}""";

    private final Aws aws;
    private final SnsClient sns;

    SnsLimitsTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns;
    }

    @Test
    void a_tags_key_has_up_to_128_characters_and_its_value_256() {
        String topic = aws.topic();
        tag(topic, tagOf("k".repeat(128), "v".repeat(256)));

        assertRefused(
                () -> tag(topic, tagOf("k".repeat(129), "v")),
                400,
                "ValidationError",
                "1 validation error detected: Value '" + "k".repeat(129) + "' at 'tags.1.member.key' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 128");
        assertRefused(
                () -> tag(topic, tagOf("k", "v".repeat(257))),
                400,
                "ValidationError",
                "1 validation error detected: Value '" + "v".repeat(257) + "' at 'tags.1.member.value' failed to"
                        + " satisfy constraint: Member must have length less than or equal to 256");
    }

    @Test
    void a_topic_has_up_to_50_tags_from_the_start_or_later() {
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> tagOf("k" + i, "v")).toList();
        String topic = sns.createTopic(
                        request -> request.name(Aws.unique("topic")).tags(fifty))
                .topicArn();

        assertRefused(
                () -> tag(topic, tagOf("one-more", "v")),
                400,
                "TagLimitExceeded",
                "Could not complete request: tag quota of per resource exceeded");
    }

    @Test
    void keys_that_begin_with_aws_are_not_for_everybody() {
        assertInvalidParameter(
                () -> tag(aws.topic(), tagOf("aws:cloudformation:stack-name", "v")),
                "Tags Reason: keys that begin with aws: are reserved");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "SQSSuccessFeedbackSampleRate, 500, SQSSuccessFeedbackSampleRate: 500 value provided is not an integer between 0-100",
        "Nonsense, 1, Unknown attribute Nonsense",
        "ContentBasedDeduplication, true, ContentBasedDeduplication: only FIFO topics have it",
        "FifoThroughputScope, Topic, FifoThroughputScope: only FIFO topics have it",
    })
    void a_topic_is_not_created_with_an_attribute_that_is_none(String name, String value, String sentence) {
        assertInvalidParameter(
                () -> sns.createTopic(
                        request -> request.name(Aws.unique("topic")).attributes(Map.of(name, value))),
                "Attributes Reason: " + sentence);
    }

    @Test
    void creating_it_again_with_what_it_has_by_default_is_the_same_topic() {
        String name = Aws.unique("topic") + ".fifo";
        String topic = sns.createTopic(request -> request.name(name).attributes(Map.of("FifoTopic", "true")))
                .topicArn();

        assertThat(sns.createTopic(request -> request.name(name)
                                .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false")))
                        .topicArn())
                .isEqualTo(topic);
    }

    @Test
    void a_topic_that_archives_tells_since_when() {
        String topic = sns.createTopic(request -> request.name(Aws.unique("topic") + ".fifo")
                        .attributes(
                                Map.of("FifoTopic", "true", "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}")))
                .topicArn();
        assertThat(Instant.parse(attributes(topic).get("BeginningArchiveTime"))).isAfter(Instant.EPOCH);

        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("ArchivePolicy").attributeValue(""));

        assertThat(attributes(topic)).doesNotContainKeys("ArchivePolicy", "BeginningArchiveTime");
    }

    @Test
    void a_redrive_policy_names_its_queue_and_nothing_else() {
        String policy = "{\"deadLetterTargetArn\":\"" + Aws.missingQueue() + "\",\"maxReceiveCount\":3}";

        assertInvalidParameter(
                () -> aws.subscribe(aws.topic(), Aws.missingQueue(), Map.of("RedrivePolicy", policy)),
                "Attributes Reason: RedrivePolicy: invalid JSON. Attribute maxReceiveCount is unknown.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "bm90aGluZw", ""})
    void a_token_of_another_listing_leads_nowhere(String token) {
        assertInvalidParameter(() -> sns.listSubscriptions(request -> request.nextToken(token)), "NextToken");
    }

    @Test
    void a_data_protection_policy_is_kept_and_shown() {
        String topic = aws.topic();
        String policy = PROTECTION.formatted("Inbound");

        sns.putDataProtectionPolicy(request -> request.resourceArn(topic).dataProtectionPolicy(policy));

        assertThat(sns.getDataProtectionPolicy(request -> request.resourceArn(topic))
                        .dataProtectionPolicy())
                .isEqualTo(policy);
        assertInvalidParameter(
                () -> sns.putDataProtectionPolicy(
                        request -> request.resourceArn(topic).dataProtectionPolicy(PROTECTION.formatted("Sideways"))),
                "DataProtectionPolicy Reason: Statement DataDirection must be either Inbound or Outbound");
    }

    @Test
    void what_is_for_phones_and_apps_is_not_here() {
        assertRefused(
                () -> sns.listPlatformApplications(),
                400,
                "InvalidAction",
                "The local station does not have ListPlatformApplications: it delivers to queues and HTTP(S) endpoints only");
    }

    private Map<String, String> attributes(String topic) {
        return sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();
    }

    private void tag(String topic, Tag tag) {
        sns.tagResource(request -> request.resourceArn(topic).tags(tag));
    }

    private static Tag tagOf(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
