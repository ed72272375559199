package dev.invitations.messaging.carrier;

import java.util.Map;

/** What a carrier carries: the event as CloudEvents JSON and the message attributes, all of type String. */
public record Message(String body, Map<String, String> attributes) {
    public Message {
        attributes = Map.copyOf(attributes);
    }
}
