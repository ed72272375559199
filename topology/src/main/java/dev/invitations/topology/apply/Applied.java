package dev.invitations.topology.apply;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.util.List;

/**
 * What {@link Apply} did to a resource, once it was read back and found right.
 *
 * @param differences what was not as it should be before; empty where it was created or unchanged
 */
public record Applied(Resource resource, Change change, List<Difference> differences) {

    /** What was done. */
    public enum Change {
        CREATED,
        /** It was there, and some of its attributes have been set right. */
        MENDED,
        UNCHANGED
    }
}
