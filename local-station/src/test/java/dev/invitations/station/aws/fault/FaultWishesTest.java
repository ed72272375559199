package dev.invitations.station.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.Aws;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking for a fault. */
@ExtendWith(Aws.Extension.class)
class FaultWishesTest {
    private final Aws aws;

    FaultWishesTest(Aws aws) {
        this.aws = aws;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                           | a JSON object such as {\"on\"",
                "nonsense                                                     | a JSON object such as",
                "{}                                                           | \"on\" is missing, such as \"call\"",
                "{'on': 'cal', 'fault': 'throttle'}                           | did you mean call?",
                "{'on': 5, 'fault': 'throttle'}                               | \"on\" is a text such as \"call\"",
                "{'on': 'call'}                                               | \"fault\" is missing",
                "{'on': 'call', 'fault': 'reorder'}                           | known are throttle, delay, duplicate, refuse, drop",
                "{'on': 'delivery', 'fault': 'drop'}                          | known are throttle, delay, duplicate, reorder, refuse",
                "{'on': 'delivery', 'fault': 'delay', 'bye': 'PT1S'}          | has no \"bye\": did you mean by?",
                "{'on': 'delivery', 'fault': 'throttle', 'by': 'PT1S'}        | A delivery's throttle has no \"by\"",
                "{'on': 'delivery', 'fault': 'refuse', 'status': 500}         | A delivery's refuse has no \"status\"",
                "{'on': 'call', 'fault': 'delay', 'by': '5s'}                 | \"by\" can't be 5s: it is an ISO 8601 duration",
                "{'on': 'call', 'fault': 'delay', 'by': 'PT-1S'}              | can't be PT-1S",
                "{'on': 'call', 'fault': 'delay', 'by': 'P31D'}               | of at most 30 days",
                "{'on': 'call', 'fault': 'drop', 'times': 0}                  | a number from 1 to 1000000",
                "{'on': 'call', 'fault': 'drop', 'times': 'often'}            | \"times\" can't be often",
                "{'on': 'call', 'fault': 'drop', 'service': 's3'}             | can't be \"s3\": known are sns, sqs",
                "{'on': 'delivery', 'fault': 'delay', 'protocol': 'htp'}      | did you mean http?",
                "{'on': 'call', 'fault': 'refuse', 'status': 200}             | a number from 400 to 599",
                "{'on': 'call', 'fault': 'refuse', 'code': 'no <xml>'}        | \"code\" is a text such as \"InternalFailure\"",
            })
    void one_that_makes_no_sense_is_refused_with_what_would(String wish, String detail) throws Exception {
        HttpResponse<String> answer = aws.post("/_station/faults", wish.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(detail);
    }

    @Test
    void it_is_shown_as_it_was_understood() throws Exception {
        JsonNode fault = aws.fault("{'on': 'call', 'action': 'Nothing', 'fault': 'refuse'}");

        assertThat(fault.path("status").asInt()).isEqualTo(503);
        assertThat(fault.path("code").asText()).isEqualTo("ServiceUnavailable");
        assertThat(fault.path("times").asInt()).isEqualTo(1);
        assertThat(fault.path("struck").asInt()).isZero();
        assertThat(fault.path("left").asInt()).isEqualTo(1);
        assertThat(aws.struck(fault)).isZero();
    }

    @Test
    void one_that_is_not_wanted_any_more_is_forgotten() throws Exception {
        JsonNode fault = aws.fault("{'on': 'call', 'action': 'Nothing', 'fault': 'drop'}");
        String path = "/_station/faults/" + fault.path("id").asInt();

        assertThat(aws.delete(path).statusCode()).isEqualTo(204);

        assertThat(aws.get("/_station/faults").body()).doesNotContain("\"id\":" + fault.path("id") + ",");
        HttpResponse<String> again = aws.delete(path);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("There is no fault " + fault.path("id"));
    }

    @Test
    void so_are_all() throws Exception {
        aws.fault("{'on': 'call', 'action': 'Nothing', 'fault': 'drop'}");

        assertThat(aws.delete("/_station/faults").statusCode()).isEqualTo(204);

        assertThat(aws.get("/_station/faults").body()).isEqualTo("[]");
    }

    @Test
    void no_more_than_a_hundred_wait_for_something_to_strike() throws Exception {
        aws.delete("/_station/faults");
        for (int i = 0; i < 100; i++) {
            aws.fault("{'on': 'call', 'action': 'Nothing', 'fault': 'drop'}");
        }

        HttpResponse<String> oneMore =
                aws.post("/_station/faults", "{\"on\": \"call\", \"action\": \"Nothing\", \"fault\": \"drop\"}");

        assertThat(oneMore.statusCode()).isEqualTo(400);
        assertThat(oneMore.body()).contains("100 faults wait");
        aws.delete("/_station/faults");
    }
}
