package dev.invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void derived_ids_are_uuids_of_version_5() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        // The example of RFC 9562, A.4.
        assertThat(EventIds.derived(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void a_repeated_request_is_the_same_event() {
        assertThat(EventIds.ofRequest("ada", "key-1", "acme", "bob@acme.example"))
                .isEqualTo(EventIds.ofRequest("ada", "key-1", "acme", "bob@acme.example"))
                // Fixed for good: a new version of the API must not invite everybody again.
                .hasToString("1e02d607-a307-5115-bb63-7827a12b8c1f");
    }

    @Test
    void whatever_differs_in_a_request_makes_it_another_event() {
        assertThat(Stream.of(
                        EventIds.ofRequest("ada", "key-1", "acme", "bob@acme.example"),
                        EventIds.ofRequest("adak", "ey-1", "acme", "bob@acme.example"),
                        EventIds.ofRequest("bob", "key-1", "acme", "bob@acme.example"),
                        EventIds.ofRequest("ada", "key-2", "acme", "bob@acme.example"),
                        EventIds.ofRequest("ada", "key-1", "base", "bob@acme.example"),
                        EventIds.ofRequest("ada", "key-1", "acme", "eve@acme.example")))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_follows_an_invitation_has_one_id_for_each_type() {
        assertThat(Stream.of(EventType.values()).map(type -> EventIds.derived(Examples.INVITATION, type)))
                .doesNotHaveDuplicates()
                .doesNotContain(Examples.INVITATION);
        assertThat(InvitationEmailed.of(Examples.INVITED, Examples.NOON).id())
                .isEqualTo(EventIds.derived(Examples.INVITATION, EventType.INVITATION_EMAILED));
    }

    @Test
    void a_request_without_a_key_is_a_new_event_each_time() {
        assertThat(EventIds.random()).isNotEqualTo(EventIds.random());
    }
}
