package dev.invitations.topology.policy;

import static dev.invitations.topology.policy.Decision.ALLOWED;
import static dev.invitations.topology.policy.Decision.DENIED;
import static dev.invitations.topology.policy.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:email-worker";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:invitations";
    private static final AccessRequest DELIVERY = AccessRequest.delivery(TOPIC, QUEUE);

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Principal":"*"                                                       | anonymous                                          | ALLOWED
            "Principal":"*"                                                       | sns.amazonaws.com                                  | ALLOWED
            "Principal":{"AWS":"*"}                                               | anonymous                                          | ALLOWED
            "Principal":{"AWS":"*"}                                               | arn:aws:iam::999999999999:user/eve                 | ALLOWED
            "Principal":{"Service":"sns.amazonaws.com"}                           | sns.amazonaws.com                                  | ALLOWED
            "Principal":{"Service":["s3.amazonaws.com","sns.amazonaws.com"]}      | sns.amazonaws.com                                  | ALLOWED
            "Principal":{"Service":"s3.amazonaws.com"}                            | sns.amazonaws.com                                  | NOT_ALLOWED
            "Principal":{"Service":"sns.amazonaws.com"}                           | anonymous                                          | NOT_ALLOWED
            "Principal":{"AWS":"123456789012"}                                    | arn:aws:iam::123456789012:role/worker              | ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:root"}                  | arn:aws:iam::123456789012:role/worker              | ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:root"}                  | arn:aws:iam::999999999999:role/worker              | NOT_ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:root"}                  | sns.amazonaws.com                                  | NOT_ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"}           | arn:aws:iam::123456789012:role/worker              | ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"}           | arn:aws:iam::123456789012:role/other               | NOT_ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/a/worker"}         | arn:aws:sts::123456789012:assumed-role/worker/pod  | ALLOWED
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"}           | arn:aws:sts::123456789012:assumed-role/other/pod   | NOT_ALLOWED
            "NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/worker"}        | arn:aws:iam::123456789012:role/worker              | NOT_ALLOWED
            "NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/worker"}        | anonymous                                          | ALLOWED
            "Principal":{"Federated":"example.com"}                               | anonymous                                          | NOT_ALLOWED
            """)
    void a_statement_speaks_of_its_principals(String principal, String who, Decision decision) {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", %s, "Action": "sqs:SendMessage", "Resource": "*"}}""".formatted(principal));

        assertThat(policy.evaluate(new AccessRequest(principal(who), "sqs:SendMessage", QUEUE, Map.of())))
                .isEqualTo(decision);
    }

    @ParameterizedTest(name = "{0} {1} to {2} is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Action":"sqs:SendMessage"                    | "Resource":"arn:aws:sqs:eu-central-1:1:q"   | sqs:SendMessage    | ALLOWED
            "Action":"SQS:sendmessage"                    | "Resource":"*"                              | sqs:SendMessage    | ALLOWED
            "Action":["sqs:GetQueueUrl","sqs:Send*"]      | "Resource":"*"                              | sqs:SendMessage    | ALLOWED
            "Action":"sqs:*"                              | "Resource":"*"                              | sns:Publish        | NOT_ALLOWED
            "Action":"*"                                  | "Resource":"arn:aws:sqs:*:*:q"              | sqs:SendMessage    | ALLOWED
            "Action":"*"                                  | "Resource":"arn:aws:sqs:*:*:?"              | sqs:SendMessage    | ALLOWED
            "Action":"*"                                  | "Resource":"arn:aws:sqs:*:*:q?"             | sqs:SendMessage    | NOT_ALLOWED
            "Action":"*"                                  | "Resource":["arn:x","arn:aws:sqs:*"]        | sqs:SendMessage    | ALLOWED
            "Action":"*"                                  | "NotResource":"arn:aws:sqs:*"               | sqs:SendMessage    | NOT_ALLOWED
            "Action":"*"                                  | "NotResource":"arn:aws:sns:*"               | sqs:SendMessage    | ALLOWED
            "NotAction":"sqs:Delete*"                     | "Resource":"*"                              | sqs:SendMessage    | ALLOWED
            "NotAction":"sqs:Send*"                       | "Resource":"*"                              | sqs:SendMessage    | NOT_ALLOWED
            """)
    void a_statement_speaks_of_its_actions_on_its_resources(
            String action, String resource, String wanted, Decision decision) {
        PolicyDocument policy =
                PolicyDocument.parse("{\"Statement\": [{\"Effect\": \"Allow\", %s, %s}]}".formatted(action, resource));

        assertThat(policy.evaluate(
                        new AccessRequest(new Principal.Anonymous(), wanted, "arn:aws:sqs:eu-central-1:1:q", Map.of())))
                .isEqualTo(decision);
    }

    /** The key is called {@code aws:Key}; a value of {@code -} means that the request has none. */
    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StringEquals                | "red"                      | red                       | true
            StringEquals                | "red"                      | Red                       | false
            StringEquals                | ["blue", "red"]            | red                       | true
            StringEquals                | "r*"                       | red                       | false
            StringEquals                | "red"                      | -                         | false
            StringEqualsIfExists        | "red"                      | -                         | true
            StringEqualsIfExists        | "red"                      | blue                      | false
            StringNotEquals             | ["blue", "red"]            | red                       | false
            StringNotEquals             | ["blue", "red"]            | green                     | true
            StringNotEquals             | "red"                      | -                         | true
            StringEqualsIgnoreCase      | "RED"                      | red                       | true
            StringNotEqualsIgnoreCase   | "RED"                      | red                       | false
            StringLike                  | "r*d"                      | red                       | true
            StringLike                  | "r?"                       | red                       | false
            StringNotLike               | "r*"                       | red                       | false
            ArnEquals                   | "arn:aws:sns:r:1:t"        | arn:aws:sns:r:1:t         | true
            ArnEquals                   | "arn:aws:sns:*:*:t*"       | arn:aws:sns:r:1:topic     | true
            ArnEquals                   | "arn:aws:sns:*:t"          | arn:aws:sns:r:1:t         | false
            ArnLike                     | "arn:aws:*:t"              | arn:aws:sns:r:1:t         | false
            ArnLike                     | "arn:aws:sns:r:1:*"        | arn:aws:sns:r:1:t:sub     | true
            ArnLike                     | "arn:aws:sns:r:2:*"        | arn:aws:sns:r:1:t         | false
            ArnNotEquals                | "arn:aws:sns:r:1:t"        | arn:aws:sns:r:1:t         | false
            ArnNotLike                  | "arn:aws:sns:r:1:x*"       | arn:aws:sns:r:1:t         | true
            ArnNotLike                  | "arn:aws:sns:r:1:x*"       | -                         | true
            Bool                        | "true"                     | true                      | true
            Bool                        | false                      | true                      | false
            NumericEquals               | 5                          | 5.0                       | true
            NumericNotEquals            | 5                          | 5                         | false
            NumericLessThan             | "5"                        | 4                         | true
            NumericLessThanEquals       | 5                          | 5                         | true
            NumericGreaterThan          | 5                          | 5                         | false
            NumericGreaterThanEquals    | 5                          | 5                         | true
            NumericEquals               | 5                          | many                      | false
            DateLessThan                | "2020-02-02"               | 2020-02-01T23:59:59Z      | true
            DateGreaterThan             | "2020-02-02T00:00:00Z"     | 2020-02-02                | false
            DateGreaterThanEquals       | "1580601600"               | 2020-02-02                | true
            DateEquals                  | "some day"                 | 2020-02-02                | false
            IpAddress                   | "10.0.0.0/24"              | 10.0.0.255                | true
            IpAddress                   | "10.0.0.7"                 | 10.0.0.8                  | false
            IpAddress                   | "2001:db8::/32"            | 2001:db8:1::9             | true
            NotIpAddress                | ["10.0.0.0/8", "::1"]      | 10.9.9.9                  | false
            IpAddress                   | "localhost"                | 127.0.0.1                 | false
            Null                        | "true"                     | -                         | true
            Null                        | true                       | red                       | false
            Null                        | "false"                    | red                       | true
            ForAnyValue:StringEquals    | ["red", "blue"]            | blue                      | true
            ForAnyValue:StringEquals    | ["red", "blue"]            | -                         | false
            ForAllValues:StringLike     | "r*"                       | red                       | true
            ForAllValues:StringLike     | "r*"                       | blue                      | false
            ForAllValues:StringLike     | "r*"                       | -                         | true
            StringAlmost                | "red"                      | red                       | false
            """)
    void a_condition(String operator, String values, String found, boolean isMet) {
        PolicyDocument policy = allow("\"%s\": {\"AWS:key\": %s}".formatted(operator, values));
        Map<String, String> context = found.equals("-") ? Map.of() : Map.of("aws:Key", found);

        assertThat(policy.evaluate(new AccessRequest(new Principal.Anonymous(), "sqs:SendMessage", QUEUE, context)))
                .isEqualTo(isMet ? ALLOWED : NOT_ALLOWED);
    }

    @Test
    void every_condition_has_to_be_met() {
        assertThat(allow("\"ArnEquals\": {\"aws:SourceArn\": \"%s\"}, \"Bool\": {\"aws:SecureTransport\": \"true\"}"
                                .formatted(TOPIC))
                        .evaluate(DELIVERY))
                .isEqualTo(ALLOWED);
        assertThat(allow("\"ArnEquals\": {\"aws:SourceArn\": \"%s\", \"aws:Other\": \"x\"}".formatted(TOPIC))
                        .evaluate(DELIVERY))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void sns_delivers_for_its_topic_and_its_account() {
        assertThat(allow("\"StringEquals\": {\"AWS:SourceAccount\": \"123456789012\"}")
                        .evaluate(DELIVERY))
                .isEqualTo(ALLOWED);
        assertThat(allow("\"ArnEquals\": {\"aws:SourceArn\": \"%s-other\"}".formatted(TOPIC))
                        .evaluate(DELIVERY))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void whoever_is_denied_is_not_allowed_by_another_statement() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "All", "Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}]}""");
        AccessRequest receive = new AccessRequest(new Principal.Anonymous(), "sqs:ReceiveMessage", QUEUE, Map.of());

        assertThat(policy.evaluate(DELIVERY)).isEqualTo(DENIED);
        assertThat(policy.decidedBy(DELIVERY)).contains("statement 2");
        assertThat(policy.evaluate(receive)).isEqualTo(ALLOWED);
        assertThat(policy.decidedBy(receive)).contains("All");
    }

    @Test
    void a_policy_without_statements_allows_nothing() {
        assertThat(PolicyDocument.parse("{\"Statement\": []}").evaluate(DELIVERY))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyDocument.parse("{\"Statement\": []}").decidedBy(DELIVERY))
                .isEmpty();
    }

    @Test
    void what_it_asks_of_a_condition_key_can_be_named() {
        assertThat(allow("\"ArnLike\": {\"AWS:SourceArn\": [\"arn:a\", \"arn:b\"]}")
                        .valuesOf("aws:SourceArn"))
                .containsExactlyInAnyOrder("arn:a", "arn:b");
    }

    @Test
    void whom_it_names_can_be_told() {
        assertThat(PolicyDocument.parse("""
                        {"Statement": [
                          {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "*"},
                          {"Effect": "Allow", "Principal": {"AWS": ["123456789012", "AIDAQ3EG", "*"]}, "Action": "*"},
                          {"Effect": "Deny", "Principal": {"AWS": "210987654321"}, "Action": "*"}]}""").principals())
                .containsExactlyInAnyOrder(
                        new Principal.Service("s3.amazonaws.com"), new Principal.Aws("arn:aws:iam::123456789012:root"));
    }

    @Test
    void what_it_can_not_evaluate_it_says() {
        assertThat(allow("\"StringAlmost\": {\"aws:Key\": \"x\"}, \"StringEquals\": {\"aws:Key\": \"${aws:username}\"}")
                        .notUnderstood())
                .containsExactly("Test: operator StringAlmost", "Test: variable ${aws:username}");
        assertThat(allow("\"ForAllValues:StringNotLikeIfExists\": {\"aws:Key\": \"x\"}, \"Null\": {\"a\": true}")
                        .notUnderstood())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no                                                                          | the policy is not JSON
            {} {}                                                                       | the policy is not JSON
            {}                                                                          | the policy has no Statement
            []                                                                          | the policy has no Statement
            {"Statement":["x"]}                                                         | statement 1: expected an object
            {"Statement":[{"Effect":"allow","Action":"*"}]}                             | statement 1: Effect has to be Allow or Deny
            {"Statement":[{"Sid":"Me","Effect":"Allow"}]}                               | Me: it has neither Action nor NotAction
            {"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*"}]}             | it has both Action and NotAction
            {"Statement":[{"Effect":"Allow","Action":[["*"]]}]}                         | Action has to hold texts
            {"Statement":[{"Effect":"Allow","Action":"*","Principal":"me"}]}            | Principal has to be "*" or an object
            {"Statement":[{"Effect":"Allow","Action":"*","Condition":"x"}]}             | Condition has to be such as
            {"Statement":[{"Effect":"Allow","Action":"*","Resouce":"*"}]}               | there is no element Resouce
            {"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*"}]}             | the policy is not JSON: Duplicate
            """)
    void what_is_no_policy_is_refused_with_what_would_be_right(String json, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyDocument.parse(json))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "worker", "123456789012", "arn:aws:iam:::role/x"})
    void a_principal_has_an_arn_with_an_account(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Principal.Aws(arn))
                .withMessageContaining("arn:aws:iam::123456789012:role/worker");
    }

    private static PolicyDocument allow(String conditions) {
        return PolicyDocument.parse("""
                {"Statement": [{"Sid": "Test", "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage",
                 "Resource": "*", "Condition": {%s}}]}""".formatted(conditions));
    }

    private static Principal principal(String who) {
        if (who.equals("anonymous")) {
            return new Principal.Anonymous();
        }
        return who.startsWith("arn:") ? new Principal.Aws(who) : new Principal.Service(who);
    }
}
