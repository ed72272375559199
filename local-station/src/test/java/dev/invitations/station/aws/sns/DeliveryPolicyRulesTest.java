package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;

@ExtendWith(Aws.Extension.class)
class DeliveryPolicyRulesTest {
    private final Aws aws;
    private final SnsClient sns;

    DeliveryPolicyRulesTest(Aws aws) {
        this.aws = aws;
        this.sns = aws.sns;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "minDelayTarget":0,"maxDelayTarget":20,"numRetries":3     | minDelayTarget must be greater than or equal to 1
            "minDelayTarget":1,"maxDelayTarget":3601,"numRetries":3   | maxDelayTarget must be less than or equal to 3600
            "minDelayTarget":10,"maxDelayTarget":20,"numRetries":300  | numRetries must be less than or equal to 100
            "minDelayTarget":10,"maxDelayTarget":20,"numRetries":-1   | numRetries must be greater than or equal to 0
            "minDelayTarget":10,"maxDelayTarget":20                   | numRetries must be specified
            "minDelayTarget":21,"maxDelayTarget":20,"numRetries":3    | maxDelayTarget must be greater than or equal to minDelayTarget
            "minDelayTarget":1,"maxDelayTarget":2,"numRetries":3,"numNoDelayRetries":2,"numMinDelayRetries":2 | numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries
            "minDelayTarget":1,"maxDelayTarget":2,"numRetries":3,"backoffFunction":"cubic" | backoffFunction: the value [cubic] is not a valid backoff function
            """)
    void retries_have_their_limits(String retries, String sentence) {
        assertInvalidParameter(
                () -> subscribe("{\"healthyRetryPolicy\":{" + retries + "}}"),
                "Attributes Reason: DeliveryPolicy: healthyRetryPolicy." + sentence);
        assertInvalidParameter(
                () -> sns.setTopicAttributes(request -> request.topicArn(aws.topic())
                        .attributeName("DeliveryPolicy")
                        .attributeValue("{\"http\":{\"defaultHealthyRetryPolicy\":{" + retries + "}}}")),
                "DeliveryPolicy: http.defaultHealthyRetryPolicy." + sentence);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"throttlePolicy":{"maxReceivesPerSecond":0}}  | throttlePolicy.maxReceivesPerSecond must be greater than or equal to 1
            {"http":{}}                                    | Unexpected JSON member: http
            {"healthyRetryPolicy":{"minDelayTarget":100,"maxDelayTarget":100,"numRetries":37}} | healthyRetryPolicy must not take longer than 3600 seconds in all
            """)
    void so_has_the_rest_of_it(String policy, String sentence) {
        assertInvalidParameter(() -> subscribe(policy), "Attributes Reason: DeliveryPolicy: " + sentence);
    }

    @Test
    void a_subscriptions_policy_is_shown_with_all_its_members() {
        String subscription = subscribe("{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}");

        assertThat(shown(subscription))
                .isEqualTo("{\"healthyRetryPolicy\":null,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
                        + "\"requestPolicy\":{\"headerContentType\":\"text/csv\"},\"guaranteed\":false}");
    }

    @Test
    void subscribing_again_with_the_same_policy_is_the_same_subscription() {
        String topic = aws.topic();
        String policy = "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":0}}";

        assertThat(subscribe(topic, policy)).isEqualTo(subscribe(topic, policy));
    }

    @Test
    void a_topics_policy_is_shown_with_what_was_set() {
        String topic = aws.topic();

        sns.setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("DeliveryPolicy")
                .attributeValue("{\"http\":{\"defaultHealthyRetryPolicy\":"
                        + "{\"minDelayTarget\":5,\"maxDelayTarget\":6,\"numRetries\":1}}}"));

        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry(
                        "DeliveryPolicy",
                        "{\"http\":{\"defaultHealthyRetryPolicy\":"
                                + "{\"minDelayTarget\":5,\"maxDelayTarget\":6,\"numRetries\":1},"
                                + "\"disableSubscriptionOverrides\":false}}");
    }

    private String shown(String subscription) {
        return sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes()
                .get("DeliveryPolicy");
    }

    private String subscribe(String policy) {
        return subscribe(aws.topic(), policy);
    }

    private String subscribe(String topic, String policy) {
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("http")
                        .endpoint("http://localhost:9/nobody")
                        .returnSubscriptionArn(true)
                        .attributes(Map.of("DeliveryPolicy", policy)))
                .subscriptionArn();
    }
}
