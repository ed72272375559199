package dev.invitations.contract;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.UUID;

/**
 * Ids of events. A repeat must be the same event, so every id that can be derived is: UUID version 5 of
 * <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.5">RFC 9562</a>.
 */
public final class EventIds {
    private static final UUID IDEMPOTENT_REQUESTS = UUID.fromString("6f1f2c6e-6b0e-5d53-9c39-4d3a54d1f6d1");

    private EventIds() {}

    /** The id of an invitation that a client asked for without an idempotency key: a new one each time. */
    public static UUID random() {
        return UUID.randomUUID();
    }

    /**
     * The id of an invitation asked for under an idempotency key. The address belongs to it, so a key that is used
     * for a second address by mistake is a second invitation and not a lost one; so does the team.
     */
    public static UUID ofRequest(String inviter, String idempotencyKey, String team, String email) {
        // Lengths are unambiguous where a separator could stand in a value.
        return nameBased(
                IDEMPOTENT_REQUESTS,
                inviter.length() + ":" + inviter + idempotencyKey.length() + ":" + idempotencyKey + team + ":" + email);
    }

    /** The id of the one event of that type that an invitation can have. */
    public static UUID derived(UUID invitation, EventType type) {
        return nameBased(invitation, type.wireName());
    }

    /** The id of what follows from an event, such as the statistics it moved. */
    public static UUID derived(UUID event, String what) {
        return nameBased(event, what);
    }

    private static UUID nameBased(UUID namespace, String name) {
        NameBasedGenerator generator = Generators.nameBasedGenerator(namespace);
        return generator.generate(name);
    }
}
