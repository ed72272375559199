package dev.invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.UndecodableEvent.Problem;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    static List<CloudEvent> events() {
        return Examples.cloudEvents();
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_is_written_is_read_back(CloudEvent event) {
        assertThat(CloudEvent.parse(event.toJson())).isEqualTo(event);
    }

    @Test
    void an_event_looks_like_this_on_the_wire() {
        assertThat(new CloudEvent(Examples.INVITED_BARELY, "/invitation-api", Optional.empty()).toJson())
                .isEqualTo("""
                {"specversion":"1.0","id":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10","type":"user_invited",\
                "source":"/invitation-api","subject":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10",\
                "time":"1970-01-01T00:00:00Z","datacontenttype":"application/json",\
                "data":{"team":"a","email":"b@c.example","inviter":"ada"}}""");
    }

    @Test
    void its_message_attributes_say_what_filters_and_tracing_need() {
        assertThat(new CloudEvent(Examples.EMAILED, "/email-worker", Optional.of("00-4b-00-01")).attributes())
                .containsExactly(
                        entry("event_type", "invitation_emailed"),
                        entry("team", "acme"),
                        entry("traceparent", "00-4b-00-01"));
    }

    @Test
    void without_a_trace_there_is_no_attribute_for_it() {
        assertThat(new CloudEvent(Examples.EMAILED, "/email-worker", Optional.empty()).attributes())
                .containsOnlyKeys("event_type", "team");
    }

    @ParameterizedTest
    @MethodSource("events")
    void unknown_fields_are_ignored(CloudEvent event) {
        String fromTheFuture = event.toJson()
                .replace("\"data\":{", "\"data\":{\"priority\":{\"level\":3},")
                .replaceFirst("\\{", "{\"partitionkey\":\"acme\",\"seats\":[1,null],");

        assertThat(CloudEvent.parse(fromTheFuture)).isEqualTo(event);
    }

    @Test
    void a_null_is_as_good_as_nothing_where_nothing_is_fine() {
        String json =
                written(Examples.INVITED_BARELY).replace("\"data\":{", "\"traceparent\":null,\"data\":{\"name\":null,");

        assertThat(CloudEvent.parse(json).event()).isEqualTo(Examples.INVITED_BARELY);
    }

    @Test
    void a_time_may_be_written_with_an_offset() {
        String json = written(Examples.INVITED_BARELY).replace("1970-01-01T00:00:00Z", "1970-01-01T02:00:00+02:00");

        assertThat(CloudEvent.parse(json).event()).isEqualTo(Examples.INVITED_BARELY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion":"1.0",                             | specversion
            "id":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10",     | id
            "type":"user_invited",                           | type
            "source":"/invitation-api",                      | source
            "subject":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10",| subject
            "time":"1970-01-01T00:00:00Z",                   | time
            "team":"a",                                      | data.team
            "email":"b@c.example",                           | data.email
            ,"inviter":"ada"                                 | data.inviter
            ,"data":{"team":"a","email":"b@c.example","inviter":"ada"} | data
            """)
    void a_missing_field_is_named(String left, String missing) {
        assertRefused(replaced(Examples.INVITED_BARELY, left, ""), Problem.MISSING_FIELD, missing + " is missing");
    }

    @Test
    void what_an_undeliverable_invitation_must_say_is_the_reason() {
        assertRefused(
                replaced(Examples.UNDELIVERABLE, ",\"reason\":\"550 5.1.1 no such user\"", ""),
                Problem.MISSING_FIELD,
                "data.reason is missing");
    }

    @Test
    void what_an_acceptance_must_say_is_when_the_invitation_was_sent() {
        assertRefused(
                replaced(Examples.ACCEPTED, ",\"invitedAt\":\"2026-01-31T12:00:00.123456789Z\"", ""),
                Problem.MISSING_FIELD,
                "data.invitedAt is missing");
    }

    @Test
    void a_required_field_that_is_null_is_missing() {
        assertRefused(
                replaced(Examples.INVITED_BARELY, "\"inviter\":\"ada\"", "\"inviter\":null"),
                Problem.MISSING_FIELD,
                "data.inviter is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion":"1.0"           | "specversion":1.0      | specversion: expected a string, found number
            "type":"user_invited"         | "type":["user_invited"]| type: expected a string, found array
            "source":"/invitation-api"    | "source":{}            | source: expected a string, found object
            "time":"1970-01-01T00:00:00Z" | "time":0               | time: expected a string, found number
            "team":"a"                    | "team":true            | data.team: expected a string, found boolean
            "email":"b@c.example"         | "email":["b@c.example"]| data.email: expected a string, found array
            "inviter":"ada"               | "inviter":"ada","name":7 | data.name: expected a string, found number
            "data":{                      | "data":"x","other":{   | data: expected an object, found string
            """)
    void a_field_of_another_type_is_named_with_what_it_should_be(String right, String wrong, String told) {
        assertRefused(replaced(Examples.INVITED_BARELY, right, wrong), Problem.WRONG_TYPE, told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion":"1.0"           | "specversion":"0.3"   | specversion: expected "1.0", found "0.3"
            "id":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10" | "id":"1-2-3-4-5" | id: expected a UUID of 36 characters, found "1-2-3-4-5"
            "id":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10" | "id":""  | id: expected a UUID of 36 characters, found ""
            "subject":"0f8b1c52           | "subject":"00000000   | subject: expected the id of the event, which begins the invitation
            "source":"/invitation-api"    | "source":""           | source: expected a URI such as /invitation-api, found ""
            "source":"/invitation-api"    | "source":"the api"    | source: expected a URI such as /invitation-api, found "the api"
            "time":"1970-01-01T00:00:00Z" | "time":"yesterday"    | time: expected a time such as 2026-01-31T12:00:00Z, found "yesterday"
            "time":"1970-01-01T00:00:00Z" | "time":"1970-01-01"   | time: expected a time such as 2026-01-31T12:00:00Z, found "1970-01-01"
            "team":"a"                    | "team":"{a}"          | data.team: expected a team's name (1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit), found "{a}"
            """)
    void a_value_that_can_not_be_is_named_with_what_would_be_right(String right, String wrong, String told) {
        assertRefused(replaced(Examples.INVITED_BARELY, right, wrong), Problem.INVALID_VALUE, told);
    }

    @Test
    void an_unknown_type_is_named_with_the_known_ones() {
        assertRefused(
                replaced(Examples.INVITED_BARELY, "user_invited", "user_uninvited"),
                Problem.UNKNOWN_EVENT_TYPE,
                "type: \"user_uninvited\" is unknown; known are "
                        + "[user_invited, invitation_emailed, invitation_undeliverable, invitation_accepted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{", "{\"specversion\":", "{} bye"})
    void what_is_not_json_is_said_to_be_none(String text) {
        assertThat(refusal(text).problem()).isEqualTo(Problem.NOT_JSON);
        assertThat(refusal(text)).hasMessageStartingWith("not JSON: ");
    }

    @Test
    void nothing_may_follow_after_the_event() {
        assertRefused(
                written(Examples.INVITED_BARELY) + "{}", Problem.NOT_JSON, "not JSON: something follows after its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "42", "null", "\"user_invited\""})
    void json_that_is_no_object_is_no_event(String text) {
        assertRefused(text, Problem.NOT_JSON, "not a JSON object");
    }

    @Test
    void a_bottomless_json_is_refused_like_any_other() {
        assertThat(refusal("{\"a\":".repeat(100_000)).problem()).isEqualTo(Problem.NOT_JSON);
    }

    @Test
    void the_fields_that_a_filter_may_look_at_are_those_that_events_have() throws IOException {
        Set<String> fields = new HashSet<>();
        Set<String> dataFields = new HashSet<>();
        for (CloudEvent event : Examples.cloudEvents()) {
            JsonNode json = new JsonMapper().readTree(event.toJson());
            json.fieldNames().forEachRemaining(fields::add);
            json.path("data").fieldNames().forEachRemaining(dataFields::add);
        }

        assertThat(CloudEvent.FIELDS).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(CloudEvent.DATA_FIELDS).containsExactlyInAnyOrderElementsOf(dataFields);
    }

    private static String written(InvitationEvent event) {
        return new CloudEvent(event, "/invitation-api", Optional.empty()).toJson();
    }

    private static String replaced(InvitationEvent event, String right, String wrong) {
        assertThat(written(event)).contains(right);
        return written(event).replace(right, wrong);
    }

    private static void assertRefused(String json, Problem problem, String told) {
        UndecodableEvent refusal = refusal(json);
        assertThat(refusal).hasMessage(told);
        assertThat(refusal.problem()).isEqualTo(problem);
    }

    private static UndecodableEvent refusal(String json) {
        return catchThrowableOfType(UndecodableEvent.class, () -> CloudEvent.parse(json));
    }
}
