package dev.invitations.gateway.live;

import dev.invitations.live.LiveEntry;
import jakarta.inject.Singleton;

/**
 * The text frames of live entries. The update is JSON already and is taken as it is. The live channel passes one entry
 * to all clients of a team in turn, so remembering the last frame is enough to build each only once.
 */
@Singleton
class Frames {
    private volatile Built last = new Built(null, null);

    String of(LiveEntry entry) {
        Built built = last;
        if (built.entry != entry) {
            built = new Built(entry, frame(entry));
            last = built;
        }
        return built.frame;
    }

    private static String frame(LiveEntry entry) {
        return "{\"type\":\"update\",\"id\":\"" + entry.id() + "\",\"update\":" + entry.update() + "}";
    }

    private record Built(LiveEntry entry, String frame) {}
}
