package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a queue lets in, by its policy. */
@ExtendWith(Aws.Extension.class)
class PolicyTest {
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private final Aws aws;
    private final String topic;
    private final String queue;
    private final String queueArn;

    PolicyTest(Aws aws) {
        this.aws = aws;
        this.topic = aws.topic();
        this.queue = aws.queue(Map.of());
        this.queueArn = aws.arn(queue);
    }

    @Test
    void a_policy_for_the_topic_lets_its_messages_in() {
        setPolicy(statement("Allow", "{\"ArnEquals\": {\"aws:SourceArn\": \"" + topic + "\"}}"));
        aws.subscribe(topic, queueArn, RAW);

        publish();

        assertThat(aws.receive(queue).body()).isEqualTo("cargo");
    }

    @Test
    void without_a_policy_nothing_is_delivered_and_the_publisher_is_told_nothing() {
        aws.subscribe(topic, queueArn, RAW);

        String id = publish();

        assertThat(reason(id))
                .isEqualTo("the queue has no policy, so SNS may not send to it;"
                        + " the subscription has no dead-letter queue");
    }

    @Test
    void a_policy_for_another_topic_is_none_for_this_one() {
        setPolicy(statement("Allow", "{\"ArnEquals\": {\"aws:SourceArn\": \"" + topic + "-2\"}}"));
        aws.subscribe(topic, queueArn, RAW);

        assertThat(reason(publish()))
                .startsWith("no statement of the queue's policy allows SNS to send on behalf of " + topic + ";");
    }

    @Test
    void a_statement_that_denies_wins_and_is_named() {
        setPolicy(statement("Allow", "{}"), statement("Deny", "{\"StringLike\": {\"aws:SourceArn\": \"*\"}}"));
        aws.subscribe(topic, queueArn, RAW);

        assertThat(reason(publish())).startsWith("the queue's policy denies it: Deny;");
    }

    @Test
    void a_condition_that_nobody_understands_is_not_met_and_is_named() {
        setPolicy(statement("Allow", "{\"DateAbout\": {\"aws:CurrentTime\": \"2026-01-01\"}}"));
        aws.subscribe(topic, queueArn, RAW);

        assertThat(reason(publish()))
                .contains("what the local station doesn't understand counts as not met: Allow: operator DateAbout");
    }

    @Test
    void a_queue_with_the_key_of_aws_gets_nothing_of_sns() {
        set("Policy", Aws.DELIVERY_POLICY);
        set("KmsMasterKeyId", "alias/aws/sqs");
        aws.subscribe(topic, queueArn, RAW);

        assertThat(reason(publish())).startsWith("the queue is encrypted with alias/aws/sqs");
    }

    @Test
    void what_the_queue_refuses_goes_to_the_dead_letter_queue() {
        String deadLetters = aws.queue();
        aws.subscribe(topic, queueArn, withDeadLetters(aws.arn(deadLetters)));

        String id = publish();

        assertThat(aws.receive(deadLetters).body()).isEqualTo("cargo");
        assertThat(reason(id)).isEqualTo("the queue has no policy, so SNS may not send to it");
    }

    @Test
    void a_dead_letter_queue_has_to_let_sns_in_as_well() {
        String deadLetters = aws.arn(aws.queue(Map.of()));
        aws.subscribe(topic, queueArn, withDeadLetters(deadLetters));

        assertThat(reason(publish()))
                .isEqualTo("the queue has no policy, so SNS may not send to it; and its dead-letter queue "
                        + deadLetters + ": the queue has no policy, so SNS may not send to it");
    }

    @Test
    void what_was_lost_does_not_come_back_when_the_policy_does() {
        aws.subscribe(topic, queueArn, RAW);
        reason(publish());

        set("Policy", Aws.DELIVERY_POLICY);
        aws.sns.publish(request -> request.topicArn(topic).message("later"));

        assertThat(aws.receive(queue, 10)).extracting(message -> message.body()).containsExactly("later");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            no JSON                  ; {
            no statement             ; {"Version": "2012-10-17", "Statement": []}
            a version of its own     ; {"Version": "2020-01-01", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}]}
            an unknown element       ; {"Owner": "me", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}]}
            no principal             ; {"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
            a principal that is none ; {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "me"}, "Action": "sqs:*", "Resource": "*"}]}
            no resource              ; {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*"}]}
            another service's action ; {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*"}]}
            no such action           ; {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:Sned*", "Resource": "*"}]}
            an action of no queue    ; {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:ListQueues", "Resource": "*"}]}
            """)
    void a_policy_that_is_none_is_refused(String what, String policy) {
        assertRefused(
                () -> set("Policy", policy), 400, "InvalidAttributeValue", "Invalid value for the parameter Policy.");
        assertRefused(
                () -> aws.queue(Map.of("Policy", policy)),
                400,
                "InvalidAttributeValue",
                "Invalid value for the parameter Policy.");
    }

    @Test
    void a_policy_has_its_limits() {
        assertThatCode(() -> setPolicy(statements(20))).doesNotThrowAnyException();
        assertRefused(
                () -> setPolicy(statements(21)),
                403,
                "OverLimit",
                "21 statements were found in the submitted policy, max allowed is 20");
        String actions =
                IntStream.rangeClosed(1, 8).mapToObj(_ -> "\"sqs:SendMessage\"").collect(Collectors.joining(","));
        assertRefused(
                () -> setPolicy(statement("Allow", "{}").replace("\"sqs:SendMessage\"", "[" + actions + "]")),
                403,
                "OverLimit",
                "8 actions were found in a statement from the submitted policy, max allowed is 7");
    }

    private String publish() {
        return aws.sns
                .publish(request -> request.topicArn(topic).message("cargo"))
                .messageId();
    }

    private String reason(String messageId) {
        return aws.delivery(messageId).path("reason").asText();
    }

    private void set(String attribute, String value) {
        aws.sqs.setQueueAttributes(request -> request.queueUrl(queue).attributesWithStrings(Map.of(attribute, value)));
    }

    private void setPolicy(String... statements) {
        set("Policy", "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}");
    }

    private static String[] statements(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}")
                .toArray(String[]::new);
    }

    private static String statement(String effect, String condition) {
        return """
                {"Sid": "%s", "Effect": "%s", "Principal": {"Service": "sns.amazonaws.com"},
                 "Action": "sqs:SendMessage", "Resource": "*", "Condition": %s}""".formatted(effect, effect, condition);
    }

    private static Map<String, String> withDeadLetters(String queueArn) {
        return Map.of("RawMessageDelivery", "true", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queueArn + "\"}");
    }
}
