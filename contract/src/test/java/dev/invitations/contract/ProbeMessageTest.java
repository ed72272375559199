package dev.invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeMessageTest {
    private static final UUID ID = UUID.fromString("3f6b9f0e-1111-4000-8000-000000000000");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}                                          ; MESSAGE_ATTRIBUTES
            {"event_type":["invitation_emailed"]}       ; MESSAGE_ATTRIBUTES
            {"team":[{"prefix":"ac"}]}                  ; MESSAGE_ATTRIBUTES
            {"data":{"team":["acme"]}}                  ; MESSAGE_BODY
            {"type":["invitation_accepted"]}            ; MESSAGE_BODY
            """)
    void it_passes_the_filter_that_it_is_made_for(String filter, FilterScope scope) {
        FilterPolicy policy = FilterPolicy.parse(filter, scope);

        assertThat(ProbeMessage.passing(policy, ID))
                .hasValueSatisfying(probe -> assertThat(probe.passes(policy)).isTrue());
    }

    @Test
    void it_is_no_event_for_whoever_does_not_know_probes() {
        ProbeMessage probe = ProbeMessage.passing(FilterPolicy.ALL, ID).orElseThrow();

        assertThatThrownBy(() -> CloudEvent.parse(probe.body()))
                .isInstanceOfSatisfying(UndecodableEvent.class, e -> assertThat(e.problem())
                        .isEqualTo(UndecodableEvent.Problem.UNKNOWN_EVENT_TYPE));
    }

    @Test
    void a_filter_that_lets_nothing_pass_has_no_probe() {
        assertThat(ProbeMessage.passing(FilterPolicy.parse("{\"event_type\":[\"no_such_type\"]}"), ID))
                .isEmpty();
        assertThat(ProbeMessage.passing(FilterPolicy.parse("{\"probe\":[{\"exists\":false}]}"), ID))
                .isEmpty();
    }

    @Test
    void it_is_known_by_its_attribute() {
        ProbeMessage probe = ProbeMessage.passing(FilterPolicy.ALL, ID).orElseThrow();

        assertThat(ProbeMessage.idIn(probe.attributes())).hasValue(ID);
        assertThat(ProbeMessage.idIn(Map.of("event_type", "user_invited"))).isEmpty();
        assertThat(ProbeMessage.idIn(Map.of("probe", "whatever somebody wrote")))
                .isEmpty();
    }

    @Test
    void a_reply_is_read_as_it_was_written() {
        ProbeReply reply = new ProbeReply(ID, "email-worker", Instant.parse("2026-11-24T00:00:00Z"));

        assertThat(ProbeReply.parse(reply.toJson())).hasValue(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "choo choo", "{}", "[]", "{\"probe\":\"x\",\"received\":\"2026-11-24T00:00:00Z\"}"})
    void what_is_no_reply_is_none(String text) {
        assertThat(ProbeReply.parse(text)).isEmpty();
    }
}
