package dev.invitations.messaging.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** What a carrier carries: the event as CloudEvents JSON and the message attributes, all of type String. */
public record Message(String body, Map<String, String> attributes) {
    /** The most that {@link #bytes()} may be: SNS's limit, which every carrier keeps. */
    public static final int MOST_BYTES = 262_144;

    public Message {
        attributes = Map.copyOf(attributes);
    }

    /** Its size as SNS counts it: the body, and the names, types and values of attributes. */
    public int bytes() {
        int bytes = body.getBytes(UTF_8).length;
        for (var attribute : attributes.entrySet()) {
            bytes += attribute.getKey().getBytes(UTF_8).length
                    + "String".length()
                    + attribute.getValue().getBytes(UTF_8).length;
        }
        return bytes;
    }
}
