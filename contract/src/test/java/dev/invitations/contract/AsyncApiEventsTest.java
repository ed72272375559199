package dev.invitations.contract;

import static dev.invitations.contract.JsonChanges.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.contract.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/asyncapi.yaml} and the code say the same of events: what is written, required and refused. */
class AsyncApiEventsTest {
    private static final AsyncApiDocument DOCUMENT = new AsyncApiDocument();
    private static final JsonNode WRONG_TYPE = JsonNodeFactory.instance.arrayNode();

    @Test
    void there_is_a_message_for_each_type_of_event() {
        assertThat(DOCUMENT.keys("/channels/invitations/messages"))
                .isEqualTo(DOCUMENT.texts("/components/schemas/messageAttributes/properties/event_type/enum"))
                .isEqualTo(
                        Stream.of(EventType.values()).map(EventType::wireName).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_as_described(CloudEvent event) {
        assertThat(objections(event, JsonChanges.to(event.toJson()).json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_of_one_type_is_not_taken_for_another(CloudEvent event) {
        JsonNode json = JsonChanges.to(event.toJson()).json();

        assertThat(EventType.values())
                .filteredOn(type -> type != event.event().type())
                .allSatisfy(other ->
                        assertThat(DOCUMENT.objections(payload(other), json)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("events")
    void its_message_attributes_are_as_described(CloudEvent event) {
        JsonNode attributes = new JsonMapper().valueToTree(event.attributes());

        assertThat(DOCUMENT.objections("/components/schemas/messageAttributes", attributes))
                .isEmpty();
    }

    @Test
    void no_other_message_attributes_are_described() {
        assertThat(DOCUMENT.keys("/components/schemas/messageAttributes/properties"))
                .isEqualTo(Set.copyOf(CloudEvent.ATTRIBUTES));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void without_a_field_it_is_refused_by_both_or_by_neither(CloudEvent event, String field) {
        JsonNode without = JsonChanges.to(event.toJson()).without(field);

        assertThat(isRefused(without, CloudEvent::parse))
                .isEqualTo(!objections(event, without).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void with_a_field_of_the_wrong_type_it_is_refused_by_both(CloudEvent event, String field) {
        JsonNode wrong = JsonChanges.to(event.toJson()).with(field, WRONG_TYPE);

        // The code doesn't look at the content type: the data is an object of JSON, or refused.
        assertThat(isRefused(wrong, CloudEvent::parse)).isEqualTo(!field.equals("/datacontenttype"));
        assertThat(objections(event, wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /specversion | 0.3
            /id          | 1-2-3-4-5
            /subject     | the invitation
            /time        | yesterday
            /source      | the api
            /source      | ``
            /data/team   | Acme
            """)
    void with_an_impossible_value_it_is_refused_by_both(String field, String value) {
        CloudEvent event = Examples.cloudEvents().getFirst();
        JsonNode wrong = JsonChanges.to(event.toJson()).with(field, JsonNodeFactory.instance.textNode(value));

        assertThat(isRefused(wrong, CloudEvent::parse)).isTrue();
        assertThat(objections(event, wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "userInvited, dev.invitations.contract.UserInvited",
        "invitationEmailed, dev.invitations.contract.InvitationEmailed",
        "invitationUndeliverable, dev.invitations.contract.InvitationUndeliverable",
        "invitationAccepted, dev.invitations.contract.InvitationAccepted"
    })
    void its_data_has_the_components_of_its_record(String schema, Class<?> event) {
        String[] inTheEnvelope = {"id", "invitation", "time"};

        assertThat(AsyncApiDocument.components(event))
                .filteredOn(name -> !List.of(inTheEnvelope).contains(name))
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.keys("/components/schemas/" + schema + "/properties"));
        assertThat(AsyncApiDocument.requiredComponents(event))
                .filteredOn(name -> !List.of(inTheEnvelope).contains(name))
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.texts("/components/schemas/" + schema + "/required"));
    }

    @ParameterizedTest
    @MethodSource("subscriptions")
    void a_worker_receives_what_its_subscription_lets_pass(DeclaredSubscription subscription) {
        Set<String> passed = events().stream()
                .filter(event -> subscription.filter().matches(event.toJson(), asMessageAttributes(event.attributes())))
                .map(event -> event.event().type().wireName())
                .collect(Collectors.toSet());

        assertThat(DOCUMENT.references("/operations/" + subscription.name() + "/messages"))
                .isEqualTo(passed);
    }

    static List<CloudEvent> events() {
        return Examples.cloudEvents();
    }

    static Stream<Arguments> fields() {
        return events().stream()
                .flatMap(event -> JsonChanges.to(event.toJson()).fields().map(field -> Arguments.of(event, field)));
    }

    static Stream<DeclaredSubscription> subscriptions() {
        return Topology.declared().subscriptions();
    }

    private static Set<String> objections(CloudEvent event, JsonNode json) {
        return DOCUMENT.objections(payload(event.event().type()), json);
    }

    private static String payload(EventType type) {
        return "/components/messages/" + type.wireName() + "/payload";
    }

    private static Map<String, MessageAttribute> asMessageAttributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue())));
    }
}
