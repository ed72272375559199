package dev.invitations.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS keeps what a policy means, not how it was written. */
class PolicyDifferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"Statement":{"Effect":"Allow"}}`                             | `{"Statement":[{"Effect":"Allow"}]}`
            `{"Statement":[{"Action":"SNS:Publish"}]}`                     | `{"Statement":[{"Action":["sns:Publish"]}]}`
            `{"Statement":[{"Action":["a:B","a:C"]}]}`                     | `{"Statement":[{"Action":["a:C","a:B"]}]}`
            `{"Statement":[{"Resource":"r"}]}`                             | `{"Statement":[{"Resource":["r"]}]}`
            `{"Statement":[{"Sid":"x"}]}`                                  | `{"Id":"y","Statement":[{"Sid":"z"}]}`
            `{"Statement":[{"Effect":"Allow"},{"Effect":"Deny"}]}`         | `{"Statement":[{"Effect":"Deny"},{"Effect":"Allow"}]}`
            `{"Statement":[{"Principal":"*"}]}`                            | `{"Statement":[{"Principal":{"AWS":"*"}}]}`
            `{"Statement":[{"Principal":{"AWS":"123456789012"}}]}`         | `{"Statement":[{"Principal":{"AWS":["arn:aws:iam::123456789012:root"]}}]}`
            `{"Statement":[{"Condition":{"ArnEquals":{"aws:SourceArn":"x"}}}]}` | `{"Statement":[{"Condition":{"ArnEquals":{"AWS:SourceArn":["x"]}}}]}`
            `{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}` | `{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":true}}}]}`
            `{"Version":"2012-10-17","Statement":[]}`                      | `{"Version":"2008-10-17","Statement":[]}`
            """)
    void the_same_in_other_words_is_no_difference(String wanted, String found) {
        assertThat(between(wanted, found)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"Statement":[{"Effect":"Allow"}]}`                           | `{"Statement":[{"Effect":"Deny"}]}`
            `{"Statement":[{"Effect":"Allow"}]}`                           | `{"Statement":[{"Effect":"Allow"},{"Effect":"Deny"}]}`
            `{"Statement":[{"Action":"sns:Publish"}]}`                     | `{"Statement":[{"NotAction":"sns:Publish"}]}`
            `{"Statement":[{"Resource":"r"}]}`                             | `{"Statement":[{"Resource":"R"}]}`
            `{"Statement":[{"Principal":{"Service":"*"}}]}`                | `{"Statement":[{"Principal":"*"}]}`
            `{"Statement":[{"Principal":{"AWS":"123456789012"}}]}`         | `{"Statement":[{"Principal":{"AWS":"arn:aws:iam::123456789012:role/r"}}]}`
            `{"Statement":[{"Condition":{"ArnEquals":{"aws:SourceArn":"x"}}}]}` | `{"Statement":[{"Condition":{"ArnLike":{"aws:SourceArn":"x"}}}]}`
            `{"Statement":[{"Condition":{"ArnEquals":{"aws:SourceArn":"x"}}}]}` | `{"Statement":[{}]}`
            `{"Version":"2012-10-17","Statement":[{"Resource":"${aws:username}"}]}` | `{"Statement":[{"Resource":"${aws:username}"}]}`
            `{"Statement":[]}`                                             | `none`
            """)
    void another_meaning_is_one(String wanted, String found) {
        assertThat(between(wanted, found)).hasSize(1);
    }

    @Test
    void a_report_can_show_where_in_a_policy_it_is() {
        String wanted = QueuePolicy.deliveryFrom("topic", "queue");

        assertThat(between(wanted, QueuePolicy.deliveryFrom("other", "queue")))
                .flatExtracting(Difference::details)
                .extracting(Detail::toString)
                .containsExactly("Statement.Condition.ArnEquals.aws:sourcearn \"other\" -> \"topic\"");
    }

    @Test
    void a_report_can_show_what_is_too_much_and_what_is_missing() {
        String two = "{\"Statement\":[{\"Action\":[\"a\",\"b\"],\"Resource\":\"r\"}]}";
        String other = "{\"Statement\":[{\"Action\":[\"b\",\"c\",\"d\"],\"Principal\":\"*\"}]}";

        assertThat(between(two, other))
                .flatExtracting(Difference::details)
                .extracting(Detail::toString)
                .containsExactly(
                        "Statement.Action \"c\" -> none",
                        "Statement.Action \"d\" -> none",
                        "Statement.Action none -> \"a\"",
                        "Statement.Resource none -> [\"r\"]",
                        "Statement.Principal {\"AWS\":[\"*\"]} -> none");
    }

    private static List<Difference> between(String wanted, String found) {
        return Difference.between(Map.of("Policy", wanted), Map.of("Policy", found));
    }
}
