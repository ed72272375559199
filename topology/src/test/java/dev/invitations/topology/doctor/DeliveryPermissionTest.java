package dev.invitations.topology.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.Resource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However it is written, a queue's policy is judged by what it allows; what local emulators have is tested there. */
class DeliveryPermissionTest {
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:email-worker";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:invitations";

    @ParameterizedTest(name = "{0}, {1}: {2}, {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Service":"sns.amazonaws.com"} | {"ArnEquals":{"aws:SourceArn":"TOPIC"}}                  | OK      | for this topic only
            {"AWS":"*"}                     | {"StringEquals":{"AWS:sourcearn":["TOPIC"]}}             | OK      | for this topic only
            "*"                             | {"ArnLike":{"aws:SourceArn":"TOPIC"}}                    | OK      | for this topic only
            "*"                             | {"StringLike":{"aws:SourceArn":"TOPIC*"}}                | PROBLEM | SNS, for every topic with such a name,
            "*"                             | {"StringLike":{"aws:SourceArn":"*"}}                     | PROBLEM | topics of every account
            "*"                             | {"StringEquals":{"aws:SourceArn":["TOPIC","TOPIC2"]}}    | PROBLEM | SNS, for TOPIC2 too,
            "*"                             | {"ArnEquals":{"aws:SourceArn":"TOPIC2"}}                 | PROBLEM | another topic only, TOPIC2
            {"Service":["sns.amazonaws.com","s3.amazonaws.com"]} | {"StringNotEquals":{"a":"b"}}       | PROBLEM | too broad
            {"Service":"s3.amazonaws.com"}  | {"Bool":{"aws:SecureTransport":"true"}}                  | PROBLEM | nothing in its policy allows
            "*"                             | {"StringEquals":{"aws:SourceOrgID":"o-1"}}               | UNKNOWN | aws:SourceOrgID
            "*"                             | {"ArnAbout":{"aws:SourceArn":"TOPIC"}}                   | UNKNOWN | operator ArnAbout
            """)
    void a_policy_is_judged_by_what_it_allows(String principal, String condition, Finding.Status status, String words) {
        Finding finding = judge("""
                {"Statement": {"Effect": "Allow", "Principal": %s, "Action": "sqs:SendMessage", "Resource": "%s",
                 "Condition": %s}}""".formatted(principal, QUEUE, condition.replace("TOPIC", TOPIC)));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.sentence()).contains(words.replace("TOPIC", TOPIC));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"AWS":"arn:aws:iam::123456789012:root"}          | OK      | for this topic only
            {"AWS":"arn:aws:iam::210987654321:role/sender"}   | PROBLEM | arn:aws:iam::210987654321:role/sender may send
            {"Service":"events.amazonaws.com"}                | PROBLEM | events.amazonaws.com may send
            """)
    void who_else_may_send_makes_it_too_broad_save_the_account_itself(
            String other, Finding.Status status, String words) {
        Finding finding = judge("""
                {"Statement": [
                 {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
                  "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}},
                 {"Effect": "Allow", "Principal": %s, "Action": "sqs:*", "Resource": "%s"}]}""".formatted(QUEUE, TOPIC, other, QUEUE));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.sentence()).contains(words);
    }

    private static Finding judge(String policy) {
        Resource.Queue queue = new Resource.Queue(Resource.QUEUE, "email-worker", QUEUE, false, Map.of(), Map.of());
        return new DeliveryPermission(new Remedies("t.yaml", "", "aws"))
                .of(new Examined<>(queue, new Reading.Found(Map.of("Policy", policy))), TOPIC);
    }
}
