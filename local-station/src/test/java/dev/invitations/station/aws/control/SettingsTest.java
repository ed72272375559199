package dev.invitations.station.aws.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Aws.Extension.class)
class SettingsTest {
    private static final String PATH = "/_station/settings";

    private final Aws aws;
    private final JsonObject before;

    SettingsTest(Aws aws) throws Exception {
        this.aws = aws;
        this.before = settings();
    }

    @AfterEach
    void restore() throws Exception {
        aws.put(PATH, before.encode());
    }

    @Test
    void all_of_them_are_shown() {
        assertThat(before.fieldNames())
                .isEqualTo(Arrays.stream(Settings.class.getRecordComponents())
                        .map(component -> component.getName())
                        .collect(Collectors.toSet()));
    }

    @Test
    void those_that_are_named_are_changed() throws Exception {
        HttpResponse<String> answer =
                aws.put(PATH, "{\"policyPropagation\": \"PT1M\", \"redriveClientErrors\": false}");

        JsonObject changed = before.copy().put("policyPropagation", "PT1M").put("redriveClientErrors", false);
        assertThat(new JsonObject(answer.body())).isEqualTo(changed);
        assertThat(settings()).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                               | a JSON object such as",
                "{'policyPropagatoin': 'PT1M'}   | did you mean policyPropagation?",
                "{'policyPropagation': '1 min'}  | it is an ISO 8601 duration",
                "{'policyPropagation': 'PT-1M'}  | that is not negative",
                "{'policyPropagation': null}     | can't be null",
                "{'redriveClientErrors': 'yes'}  | it is true or false",
                "{'filterPropagation': 'PT1M', 'nonsense': 1} | There is no setting",
            })
    void what_makes_no_sense_is_refused_and_changes_nothing(String changes, String detail) throws Exception {
        HttpResponse<String> answer = aws.put(PATH, changes.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(detail);
        assertThat(settings()).isEqualTo(before);
    }

    private JsonObject settings() throws Exception {
        return new JsonObject(aws.get(PATH).body());
    }
}
