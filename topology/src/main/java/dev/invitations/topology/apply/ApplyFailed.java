package dev.invitations.topology.apply;

import dev.invitations.topology.Resource;
import dev.invitations.topology.TopologyFailure;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A topology could not be applied as a whole. What was done stays; applying again goes on from there. The message has a line
 * for each resource that is not as declared.
 */
public final class ApplyFailed extends TopologyFailure {
    private static final long serialVersionUID = 1;

    private ApplyFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param failures by resource, in the order in which they are to be told */
    static ApplyFailed of(Map<Resource, String> failures) {
        return new ApplyFailed(
                failures.entrySet().stream()
                        .map(failure ->
                                failure.getKey().kind() + " " + failure.getKey().name() + ": " + failure.getValue())
                        .collect(Collectors.joining("\n")),
                null);
    }
}
