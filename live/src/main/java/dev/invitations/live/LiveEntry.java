package dev.invitations.live;

/**
 * One entry of a team's stream.
 *
 * @param id the entry's place in the stream, such as {@code 1732270000000-0}; ids only grow
 * @param update the {@link dev.invitations.contract.LiveUpdate} as JSON, passed on as it is
 */
public record LiveEntry(String id, String update) {}
