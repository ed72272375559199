package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

@ExtendWith(Aws.Extension.class)
class SubscriptionTest {
    private static final String EXISTS_OTHERWISE =
            "Attributes Reason: Subscription already exists with different attributes";

    private final Aws aws;
    private final SnsClient sns;
    private final String topic;
    private final String queue = Aws.missingQueue();

    SubscriptionTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns;
        this.topic = aws.topic();
    }

    @Test
    void a_queue_is_subscribed_at_once_even_where_it_does_not_exist() {
        String arn = aws.subscribe(topic, queue, Map.of());

        assertThat(arn).startsWith(topic + ":");
        assertThat(attributes(arn))
                .containsOnly(
                        Map.entry("SubscriptionArn", arn),
                        Map.entry("TopicArn", topic),
                        Map.entry("Owner", "000000000000"),
                        Map.entry("Protocol", "sqs"),
                        Map.entry("Endpoint", queue),
                        Map.entry("SubscriptionPrincipal", "arn:aws:iam::000000000000:user/local"),
                        Map.entry("PendingConfirmation", "false"),
                        Map.entry("ConfirmationWasAuthenticated", "true"),
                        Map.entry("RawMessageDelivery", "false"));
    }

    @Test
    void subscribing_again_is_the_same_subscription() {
        String arn = aws.subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));

        assertThat(aws.subscribe(topic, queue, Map.of())).isEqualTo(arn);
        assertThat(aws.subscribe(topic, queue, Map.of("RawMessageDelivery", "true")))
                .isEqualTo(arn);
        assertThat(aws.subscribe(topic, Aws.missingQueue(), Map.of())).isNotEqualTo(arn);
    }

    @Test
    void subscribing_again_otherwise_is_refused() {
        aws.subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));

        assertInvalidParameter(
                () -> aws.subscribe(topic, queue, Map.of("RawMessageDelivery", "false")), EXISTS_OTHERWISE);
        assertInvalidParameter(
                () -> aws.subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[\"b\"]}")), EXISTS_OTHERWISE);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "test-protocol, x, Amazon SNS does not support this protocol string: test-protocol",
        "sqs, http://localhost:4566/000000000000/queue, SQS endpoint ARN",
        "sqs, arn:aws:sqs:us-east-1:queue, SQS endpoint ARN",
        "sqs, arn:aws:sqs:us-east-1:000000000000:a.fifo,"
                + " Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
        "http, https://example.com, Endpoint must match the specified protocol",
        "https, http://example.com, Endpoint must match the specified protocol",
        "email, nobody, Email address",
        "lambda, x, Lambda endpoint ARN"
    })
    void an_endpoint_that_is_none_is_refused(String protocol, String endpoint, String sentence) {
        assertInvalidParameter(
                () -> sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint)),
                sentence);
    }

    @Test
    void a_phone_that_is_none_is_refused() {
        assertRefused(
                () -> sns.subscribe(
                        request -> request.topicArn(topic).protocol("sms").endpoint("NAA+15551234567")),
                400,
                "InvalidParameter",
                "Invalid SMS endpoint: NAA+15551234567");
    }

    @Test
    void a_topic_that_is_not_there_is_not_found() {
        assertRefused(
                () -> aws.subscribe(topic + "-missing", queue, Map.of()), 404, "NotFound", "Topic does not exist");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Nonsense           | x         | AttributeName
            RawMessageDelivery | yes       | RawMessageDelivery: Invalid value [yes]. Must be true or false.
            FilterPolicy       | {"a":[]}  | FilterPolicy: Empty arrays are not allowed\\n at [Source: (String)"{"a":[]}"; line: 1, column: 8]
            FilterPolicyScope  | Anything  | FilterPolicyScope: Invalid value [Anything]. Please use either MessageBody or MessageAttributes
            RedrivePolicy      | {"deadLetterTargetArn":"x"} | RedrivePolicy: deadLetterTargetArn is an invalid arn
            RedrivePolicy      | {}        | RedrivePolicy: deadLetterTargetArn is an invalid arn
            """)
    void an_attribute_that_is_wrong_is_refused_whenever_it_is_set(String name, String value, String written) {
        String sentence = written.replace("\\n", "\n");

        assertInvalidParameter(
                () -> aws.subscribe(topic, queue, Map.of(name, value)), "Attributes Reason: " + sentence);
        String arn = aws.subscribe(topic, queue, Map.of());
        assertInvalidParameter(() -> set(arn, name, value), sentence);
    }

    @Test
    void json_that_is_none_is_refused_in_the_words_of_its_parser() {
        String arn = aws.subscribe(topic, queue, Map.of());
        String sentence = "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to"
                + " start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);"
                + " line: 1, column: 2]";

        assertInvalidParameter(() -> set(arn, "RedrivePolicy", "{invalid"), "RedrivePolicy: " + sentence);
        assertInvalidParameter(() -> set(arn, "FilterPolicy", "{invalid"), "FilterPolicy: " + sentence);
    }

    @Test
    void a_policy_that_is_nested_needs_the_scope_of_the_body() {
        String nested = "{\"data\":{\"team\":[\"acme\"]}}";
        String refusal = "Filter policy scope MessageAttributes does not support nested filter policy";
        String arn = aws.subscribe(topic, queue, Map.of());
        assertInvalidParameter(() -> set(arn, "FilterPolicy", nested), refusal);

        set(arn, "FilterPolicyScope", "MessageBody");
        set(arn, "FilterPolicy", nested);

        assertThat(attributes(arn)).containsEntry("FilterPolicyScope", "MessageBody");
        assertInvalidParameter(() -> set(arn, "FilterPolicyScope", "MessageAttributes"), refusal);
    }

    @Test
    void the_scope_shows_only_beside_a_policy() {
        String arn = aws.subscribe(topic, queue, Map.of("FilterPolicyScope", "MessageAttributes"));
        assertThat(attributes(arn)).doesNotContainKey("FilterPolicyScope");

        set(arn, "FilterPolicy", "{\"a\": [\"b\"]}");
        assertThat(attributes(arn))
                .containsEntry("FilterPolicy", "{\"a\": [\"b\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes");

        set(arn, "FilterPolicy", "");
        assertThat(attributes(arn)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
    }

    @Test
    void an_attribute_can_be_set_and_taken_away() {
        String arn = aws.subscribe(topic, queue, Map.of());
        String policy = "{\"deadLetterTargetArn\":\"" + queue + "-dlq\"}";

        set(arn, "RedrivePolicy", policy);
        assertThat(attributes(arn)).containsEntry("RedrivePolicy", policy);

        set(arn, "RedrivePolicy", "");
        assertThat(attributes(arn)).doesNotContainKey("RedrivePolicy");
    }

    @Test
    void unsubscribing_can_be_repeated() {
        String arn = aws.subscribe(topic, queue, Map.of());

        sns.unsubscribe(request -> request.subscriptionArn(arn));
        sns.unsubscribe(request -> request.subscriptionArn(arn));

        assertRefused(() -> attributes(arn), 404, "NotFound", "Subscription does not exist");
        assertRefused(() -> set(arn, "RawMessageDelivery", "true"), 404, "NotFound", "Subscription does not exist");
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsDeleted", "1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            randomstring                              | SubscriptionArn Reason: An ARN must have at least 6 elements, not 1
            arn:aws:sns:us-east-1:random              | SubscriptionArn Reason: An ARN must have at least 6 elements, not 5
            arn:aws:sns:us-east-1:111111111111:random | SubscriptionId
                                                      | SubscriptionArn Reason: no value for required parameter
            """)
    void an_arn_that_is_none_is_refused(String arn, String sentence) {
        assertInvalidParameter(() -> sns.unsubscribe(request -> request.subscriptionArn(arn)), sentence);
    }

    @Test
    void an_http_endpoint_must_confirm_first() {
        String hidden = subscribeHttp("http://localhost:1/a", false);
        String arn = subscribeHttp("http://localhost:1/b", true);

        assertThat(hidden).isEqualTo("pending confirmation");
        assertThat(attributes(arn))
                .containsEntry("PendingConfirmation", "true")
                .containsEntry("ConfirmationWasAuthenticated", "false")
                .containsKey("EffectiveDeliveryPolicy");
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly("PendingConfirmation", "PendingConfirmation");
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsPending", "2");
    }

    @Test
    void subscriptions_of_a_topic_are_listed_a_hundred_at_a_time() {
        for (int i = 0; i < 101; i++) {
            aws.subscribe(topic, Aws.missingQueue(), Map.of());
        }

        var pages = sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topic)).stream()
                .toList();

        assertThat(pages).extracting(page -> page.subscriptions().size()).containsExactly(100, 1);
    }

    @Test
    void all_subscriptions_are_listed() {
        String arn = aws.subscribe(topic, queue, Map.of());

        assertThat(sns.listSubscriptionsPaginator().subscriptions())
                .contains(Subscription.builder()
                        .subscriptionArn(arn)
                        .topicArn(topic)
                        .protocol("sqs")
                        .owner("000000000000")
                        .endpoint(queue)
                        .build());
    }

    private String subscribeHttp(String endpoint, boolean returnArn) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("http")
                        .endpoint(endpoint)
                        .returnSubscriptionArn(returnArn))
                .subscriptionArn();
    }

    private Map<String, String> attributes(String arn) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
    }

    private void set(String arn, String name, String value) {
        sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }
}
