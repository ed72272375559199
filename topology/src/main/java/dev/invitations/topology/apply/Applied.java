package dev.invitations.topology.apply;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.util.List;

/**
 * What {@link Apply} did to a resource.
 *
 * @param differences what was not as it should be before: attributes, and tags with "tag" in front of their names; empty
 *     where it was created or unchanged
 * @param isPending whether it is a subscription that waits for its endpoint's confirmation; until then SNS takes no redrive
 *     policy, and no other change
 */
public record Applied(Resource resource, Change change, List<Difference> differences, boolean isPending) {

    /** What was done. */
    public enum Change {
        CREATED,
        /** It was there, and some of its attributes or tags have been set right. */
        MENDED,
        /** It was created anew, since AWS can't change what was there; that is left alone. */
        REPLACED,
        /** It was waiting for its endpoint's confirmation, for which SNS asks once more. */
        ASKED_AGAIN,
        UNCHANGED
    }
}
