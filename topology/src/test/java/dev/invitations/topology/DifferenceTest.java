package dev.invitations.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            30                               | 30
            {"a":"x","b":["y"]}              | { "b": ["y"], "a": "x" }
            """)
    void the_same_in_other_words_is_no_difference(String wanted, String found) {
        assertThat(Difference.between(Map.of("X", wanted), Map.of("X", found))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            30                               | 31
            {"a":"x"}                        | {"a":"y"}
            {"a":"x"}                        | {"a":"x","b":"y"}
            {"a":["x"]}                      | {"a":["x","y"]}
            {"team":["42"]}                  | {"team":[42]}
            {"team":["true"]}                | {"team":[true]}
            {"team":["null"]}                | {"team":[null]}
            {"a":"x"}                        | {a:
            {"a":"x"}                        | ``
            """)
    void anything_else_is_one(String wanted, String found) {
        assertThat(Difference.between(Map.of("X", wanted), Map.of("X", found)))
                .containsExactly(new Difference("X", wanted, Optional.of(found)));
    }

    @Test
    void a_redrive_policy_may_count_in_text() {
        String wanted = "{\"maxReceiveCount\":5}";

        assertThat(Difference.between(
                        Map.of("RedrivePolicy", wanted), Map.of("RedrivePolicy", "{\"maxReceiveCount\":\"5\"}")))
                .isEmpty();
        assertThat(Difference.between(
                        Map.of("RedrivePolicy", wanted), Map.of("RedrivePolicy", "{\"maxReceiveCount\":\"6\"}")))
                .hasSize(1);
    }

    @Test
    void a_redrive_allow_policy_lists_its_sources_in_any_order() {
        assertThat(Difference.between(
                        Map.of("RedriveAllowPolicy", "{\"sourceQueueArns\":[\"a\",\"b\"]}"),
                        Map.of("RedriveAllowPolicy", "{\"sourceQueueArns\":[\"b\",\"a\"]}")))
                .isEmpty();
    }

    @Test
    void a_delivery_policy_may_come_back_with_all_that_was_left_out() {
        String wanted = "{\"healthyRetryPolicy\":{\"numRetries\":3}}";
        String found = """
                {"healthyRetryPolicy":{"numRetries":3},"sicklyRetryPolicy":null,"guaranteed":false,\
                "throttlePolicy":{"maxReceivesPerSecond":null},"requestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}""";

        assertThat(deliveryPolicy(wanted, found)).isEmpty();
        assertThat(deliveryPolicy(wanted, found.replace("\":null}", "\":5}"))).hasSize(1);
        assertThat(deliveryPolicy(wanted, found.replace("\"numRetries\":3", "\"numRetries\":4")))
                .hasSize(1);
    }

    private static List<Difference> deliveryPolicy(String wanted, String found) {
        return Difference.between(Map.of("DeliveryPolicy", wanted), Map.of("DeliveryPolicy", found));
    }

    @Test
    void a_tag_with_an_empty_value_is_there_or_not() {
        assertThat(Difference.betweenTags(Map.of("on-call", ""), Map.of()))
                .containsExactly(new Difference("on-call", "", Optional.empty()));
        assertThat(Difference.betweenTags(Map.of("on-call", ""), Map.of("on-call", "", "other", "x")))
                .isEmpty();
    }

    @Test
    void an_attribute_that_is_not_there_differs() {
        assertThat(Difference.between(Map.of("X", "1"), Map.of()))
                .containsExactly(new Difference("X", "1", Optional.empty()));
    }

    @Test
    void an_attribute_that_nobody_declared_does_not() {
        assertThat(Difference.between(Map.of(), Map.of("DelaySeconds", "1"))).isEmpty();
    }

    @Test
    void differences_keep_the_order_in_which_attributes_have_to_be_set() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("Z", "1");
        wanted.put("A", "1");

        assertThat(Difference.between(wanted, Map.of()))
                .extracting(Difference::attribute)
                .containsExactly("Z", "A");
    }

    @Test
    void a_report_shows_what_was_and_what_is() {
        assertThat(new Difference("VisibilityTimeout", "30", Optional.of("45")))
                .hasToString("VisibilityTimeout 45 -> 30");
        assertThat(new Difference("RawMessageDelivery", "true", Optional.empty()))
                .hasToString("RawMessageDelivery none -> true");
        assertThat(new Difference("KmsMasterKeyId", "", Optional.of("alias/x")))
                .hasToString("KmsMasterKeyId alias/x -> none");
    }

    @Test
    void a_report_only_names_what_would_fill_the_screen() {
        assertThat(new Difference("Policy", QueuePolicy.deliveryFrom("topic", "queue"), Optional.of("")))
                .hasToString("Policy");
    }
}
