package dev.invitations.topology.apply;

import dev.invitations.topology.Difference;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.plan.Step;
import java.util.stream.Collectors;

/** A queue or topic can't be made what it should be, and isn't deleted by us: it may hold messages. */
final class CannotReplace extends TopologyFailure {
    private static final long serialVersionUID = 1;

    CannotReplace(Step.Replace step) {
        super(step.identity().stream().map(Difference::toString).collect(Collectors.joining(", "))
                + ": AWS can't change that. Delete " + step.formerId()
                + " once its messages are dealt with, and apply again");
    }
}
