package dev.invitations.topology.apply;

import dev.invitations.topology.Resource;

/** Hears what {@link Apply} does while it does it. */
public interface Progress {
    /** A resource has been dealt with; whether AWS obeyed is seen at the end. */
    void applied(Applied applied);

    /** AWS asks for patience; told once for each time it has to be waited for. */
    void waiting(Resource resource, String why);
}
