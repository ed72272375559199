package dev.invitations.contract;

import static dev.invitations.contract.JsonChanges.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.invitations.contract.InvitationUpdate.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/asyncapi.yaml} and the code say the same of live updates: what is written, required and refused. */
class AsyncApiLiveUpdatesTest {
    private static final AsyncApiDocument DOCUMENT = new AsyncApiDocument();
    private static final JsonNode WRONG_TYPE = JsonNodeFactory.instance.arrayNode();

    @ParameterizedTest
    @MethodSource("updates")
    void an_update_is_as_described(LiveUpdate update) {
        assertThat(objections(JsonChanges.to(update.toJson()).json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void without_a_field_it_is_refused_by_both_or_by_neither(LiveUpdate update, String field) {
        JsonNode without = JsonChanges.to(update.toJson()).without(field);

        assertThat(isRefused(without, LiveUpdate::parse))
                .isEqualTo(!objections(without).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void with_a_field_of_the_wrong_type_it_is_refused_by_both(LiveUpdate update, String field) {
        JsonNode wrong = JsonChanges.to(update.toJson()).with(field, WRONG_TYPE);

        assertThat(isRefused(wrong, LiveUpdate::parse)).isTrue();
        assertThat(objections(wrong)).isNotEmpty();
    }

    @Test
    void with_a_negative_count_it_is_refused_by_both() {
        JsonNode wrong = JsonChanges.to(
                        StatisticsUpdate.after(Examples.ACCEPTED, 1, 1, 0, 1).toJson())
                .with("/accepted", JsonNodeFactory.instance.numberNode(-1));

        assertThat(isRefused(wrong, LiveUpdate::parse)).isTrue();
        assertThat(objections(wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "invitationUpdate, dev.invitations.contract.InvitationUpdate",
        "statisticsUpdate, dev.invitations.contract.StatisticsUpdate"
    })
    void it_has_a_type_and_the_components_of_its_record(String schema, Class<?> update) {
        assertThat(DOCUMENT.keys("/components/schemas/" + schema + "/properties"))
                .containsAll(AsyncApiDocument.components(update))
                .hasSize(AsyncApiDocument.components(update).size() + 1)
                .contains("type");
        assertThat(DOCUMENT.texts("/components/schemas/" + schema + "/required"))
                .containsAll(AsyncApiDocument.requiredComponents(update))
                .hasSize(AsyncApiDocument.requiredComponents(update).size() + 1)
                .contains("type");
    }

    @Test
    void the_states_of_an_invitation_are_those_described() {
        assertThat(DOCUMENT.texts("/components/schemas/invitationUpdate/properties/state/enum"))
                .isEqualTo(Stream.of(State.values()).map(State::wireName).collect(Collectors.toSet()));
    }

    static List<LiveUpdate> updates() {
        return Examples.liveUpdates();
    }

    static Stream<Arguments> fields() {
        return updates().stream()
                .flatMap(update -> JsonChanges.to(update.toJson()).fields().map(field -> Arguments.of(update, field)));
    }

    /** Against the whole frame, as the gateway sends it. */
    private static Set<String> objections(JsonNode update) {
        JsonNode frame = JsonNodeFactory.instance
                .objectNode()
                .put("type", "update")
                .put("id", "1732270000000-0")
                .set("update", update);
        return DOCUMENT.objections("/components/messages/update/payload", frame);
    }
}
