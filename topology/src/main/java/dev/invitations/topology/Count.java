package dev.invitations.topology;

/** Numbers of things, for people. */
public final class Count {
    private Count() {}

    /** Such as {@code 1 message} or {@code 12 messages}. */
    public static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
