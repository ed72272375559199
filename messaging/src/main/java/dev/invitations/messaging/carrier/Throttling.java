package dev.invitations.messaging.carrier;

/** How AWS says: too much at once, ask again later. */
public final class Throttling {
    private Throttling() {}

    /** Whether an error code means that; also where AWS blames the sender, and that of the key of an encrypted topic. */
    public static boolean isMeantBy(String code) {
        return code != null && code.contains("Throttl");
    }
}
