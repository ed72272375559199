package dev.invitations.messaging;

/**
 * Something that handlers need and that can be away, such as a mail server. While it is, its workers receive next to
 * nothing: each message would only use up a receive.
 */
public interface Dependency {

    /** Such as {@code the mail server}. */
    String name();

    /**
     * Looks whether it is back. Blocks for some seconds at most.
     *
     * @throws Exception where it is not, or not in time; the message says why
     */
    void check() throws Exception;
}
