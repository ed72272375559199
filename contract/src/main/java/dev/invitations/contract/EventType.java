package dev.invitations.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of {@link InvitationEvent}, by the names that CloudEvents' {@code type} and SNS filter policies use. */
public enum EventType {
    USER_INVITED,
    INVITATION_EMAILED,
    INVITATION_UNDELIVERABLE,
    INVITATION_ACCEPTED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, such as {@code user_invited}. */
    public String wireName() {
        return wireName;
    }

    /** The type of that wire name, or empty where this version knows none. */
    public static Optional<EventType> of(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
