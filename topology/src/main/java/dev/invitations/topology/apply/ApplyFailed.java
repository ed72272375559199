package dev.invitations.topology.apply;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.Reason;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** A topology could not be applied. What was done before stays; applying again goes on from there. */
public final class ApplyFailed extends TopologyFailure {
    private static final long serialVersionUID = 1;

    private ApplyFailed(Resource resource, String what, Throwable cause) {
        super(resource.kind() + " " + resource.name() + ": " + what, cause);
    }

    static ApplyFailed refused(Resource resource, SdkException cause) {
        return new ApplyFailed(resource, Reason.of(cause), cause);
    }

    static ApplyFailed elsewhere(Resource resource, List<Difference> identity) {
        return new ApplyFailed(resource, listed(identity) + "; is this the right account, region and endpoint?", null);
    }

    static ApplyFailed ignored(Resource resource, List<Difference> left) {
        return new ApplyFailed(resource, "AWS took the request and ignored it: " + listed(left), null);
    }

    private static String listed(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.attribute() + " should be " + difference.wanted() + " and is "
                        + difference.found().orElse("not there"))
                .collect(Collectors.joining("; "));
    }
}
