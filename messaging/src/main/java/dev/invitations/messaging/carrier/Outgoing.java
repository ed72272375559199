package dev.invitations.messaging.carrier;

/**
 * A message on its way to the topic.
 *
 * @param id the event's: however often the message is sent, it is one event to whoever gets it
 * @param group whose messages keep their order among each other, where the topic keeps any
 */
public record Outgoing(String id, String group, Message message) {}
