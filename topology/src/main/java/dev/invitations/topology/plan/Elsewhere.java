package dev.invitations.topology.plan;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.TopologyFailure;
import java.util.List;

/** A resource turned out to be in another account or region than it should: the whole topology would end up there. */
public final class Elsewhere extends TopologyFailure {
    private static final long serialVersionUID = 1;

    private Elsewhere(Resource resource, Difference arn) {
        super("%s %s: %s should be %s and is %s; is this the right account, region and endpoint?"
                .formatted(
                        resource.kind(),
                        resource.name(),
                        arn.attribute(),
                        arn.wanted(),
                        arn.found().orElse("not there")));
    }

    /**
     * Refuses a resource with another ARN than it should have.
     *
     * @param identity in what its identity differs
     * @throws Elsewhere where an ARN does
     */
    public static void check(Resource resource, List<Difference> identity) {
        identity.stream()
                .filter(difference -> difference.attribute().endsWith("Arn"))
                .findFirst()
                .ifPresent(arn -> {
                    throw new Elsewhere(resource, arn);
                });
    }
}
