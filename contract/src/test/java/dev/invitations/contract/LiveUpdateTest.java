package dev.invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.invitations.contract.InvitationUpdate.State;
import dev.invitations.contract.UndecodableEvent.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LiveUpdateTest {
    private static final StatisticsUpdate STATISTICS = StatisticsUpdate.after(Examples.ACCEPTED, 4, 3, 1, 2);

    static List<LiveUpdate> updates() {
        return Examples.liveUpdates();
    }

    @ParameterizedTest
    @MethodSource("updates")
    void what_is_written_is_read_back(LiveUpdate update) {
        assertThat(LiveUpdate.parse(update.toJson())).isEqualTo(update);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void unknown_fields_are_ignored(LiveUpdate update) {
        assertThat(LiveUpdate.parse(update.toJson().replaceFirst("\\{", "{\"colour\":{\"is\":\"green\"},")))
                .isEqualTo(update);
    }

    @Test
    void an_invitation_looks_like_this_on_the_wire() {
        assertThat(InvitationUpdate.of(Examples.INVITED_BARELY).toJson()).isEqualTo("""
                {"type":"invitation","id":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10","team":"a",\
                "time":"1970-01-01T00:00:00Z","invitation":"0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10",\
                "state":"accepted","email":"b@c.example"}""");
    }

    @Test
    void each_event_brings_an_invitation_to_its_state() {
        Map<InvitationEvent, State> states = Map.of(
                Examples.INVITED, State.ACCEPTED,
                Examples.EMAILED, State.EMAILED,
                Examples.UNDELIVERABLE, State.UNDELIVERABLE,
                Examples.ACCEPTED, State.JOINED);

        assertThat(states).allSatisfy((event, state) -> {
            InvitationUpdate update = InvitationUpdate.of(event);
            assertThat(update.state()).isEqualTo(state);
            assertThat(update.id()).isEqualTo(event.id());
            assertThat(update.invitation()).isEqualTo(Examples.INVITATION);
        });
    }

    @Test
    void two_workers_that_announce_the_same_event_announce_the_same_update() {
        assertThat(STATISTICS.id())
                .isEqualTo(StatisticsUpdate.after(Examples.ACCEPTED, 9, 9, 9, 9).id())
                .isNotEqualTo(Examples.ACCEPTED.id());
    }

    @Test
    void statistics_tell_how_many_events_they_are_made_of() {
        assertThat(STATISTICS.counted()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type":"statistics" | "type":"weather"  | UNKNOWN_EVENT_TYPE | type: "weather" is unknown; known are [invitation, statistics]
            "type":"statistics" | "kind":"x"        | MISSING_FIELD      | type is missing
            "invited":4,        |                   | MISSING_FIELD      | invited is missing
            "invited":4         | "invited":"4"     | WRONG_TYPE         | invited: expected a whole number, found string
            "invited":4         | "invited":4.0     | WRONG_TYPE         | invited: expected a whole number, found number
            "invited":4         | "invited":-1      | INVALID_VALUE      | invited: expected a whole number from 0 to 9223372036854775807, found -1
            "invited":4         | "invited":9223372036854775808 | INVALID_VALUE | invited: expected a whole number from 0 to 9223372036854775807, found 9223372036854775808
            "team":"acme"       | "team":"Acme"     | INVALID_VALUE      | team: expected a team's name (1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit), found "Acme"
            """)
    void a_mistake_is_named(String right, String wrong, Problem problem, String told) {
        assertRefused(STATISTICS, right, wrong, problem, told);
    }

    @ParameterizedTest
    @CsvSource({"lost", "ACCEPTED", "Accepted"})
    void a_state_that_is_none_is_named_with_those_there_are(String state) {
        assertRefused(
                InvitationUpdate.of(Examples.INVITED),
                "\"state\":\"accepted\"",
                "\"state\":\"" + state + "\"",
                Problem.INVALID_VALUE,
                "state: expected accepted, emailed, undeliverable or joined, found \"" + state + "\"");
    }

    private static void assertRefused(LiveUpdate update, String right, String wrong, Problem problem, String told) {
        assertThat(update.toJson()).contains(right);
        String json = update.toJson().replace(right, wrong == null ? "" : wrong);

        UndecodableEvent refusal = catchThrowableOfType(UndecodableEvent.class, () -> LiveUpdate.parse(json));

        assertThat(refusal).hasMessage(told);
        assertThat(refusal.problem()).isEqualTo(problem);
    }
}
