package dev.invitations.topology.plan;

import java.util.List;

/**
 * What would change.
 *
 * @param steps one for each declared resource, in the order in which they are to be taken
 * @param extras in the order in which they can be deleted
 */
public record Plan(List<Step> steps, List<Extra> extras) {

    /** How many steps are of that kind. */
    public long count(Class<? extends Step> kind) {
        return steps.stream().filter(kind::isInstance).count();
    }

    /** Whether {@code apply} would have something to do. What is extra is none of it, and a confirmation isn't either. */
    public boolean hasChanges() {
        return steps.stream().anyMatch(Step::isChange);
    }
}
