package dev.invitations.topology.apply;

import dev.invitations.topology.Detail;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Says what AWS took and did not do, and why that may be. */
final class Ignored {
    /** How long SQS takes until all of it knows a change. */
    private static final Duration PROPAGATION = Duration.ofSeconds(60);

    private Ignored() {}

    /** @param waited how long it was looked for */
    static String sentence(Step step, Duration waited) {
        return switch (step) {
            case Step.Change change ->
                "AWS took the request and ignored it: "
                        + change.differences().stream()
                                .map(difference -> one(difference) + " ("
                                        + cause(change.resource(), difference.attribute(), waited) + ")")
                                .collect(Collectors.joining("; "));
            case Step.Replace replace ->
                "AWS made it another one than was asked for: "
                        + replace.identity().stream().map(Ignored::one).collect(Collectors.joining("; "));
            default ->
                "AWS took the request, but doesn't know it: it was deleted meanwhile, or AWS needs longer than "
                        + waited.toSeconds() + " s; apply again";
        };
    }

    private static String one(Difference difference) {
        List<Detail> details = difference.details();
        return details.isEmpty()
                ? difference.attribute()
                        + should(
                                difference.wanted().isEmpty() ? "not be there" : "be " + difference.wanted(),
                                difference.found().orElse("not there"))
                : difference.attribute() + ": "
                        + details.stream()
                                .map(detail -> detail.path()
                                        + should(
                                                detail.wanted()
                                                        .map(value -> "be " + value)
                                                        .orElse("not be there"),
                                                detail.found().orElse("not there")))
                                .collect(Collectors.joining(", "));
    }

    private static String should(String wanted, String found) {
        return " should " + wanted + " and is " + found;
    }

    private static String cause(Resource resource, String attribute, Duration waited) {
        if (resource instanceof Resource.Subscription && attribute.equals("RedrivePolicy")) {
            return "SNS takes it only once the subscription is confirmed; or this endpoint doesn't support it";
        }
        if (resource instanceof Resource.Subscription && attribute.equals("FilterPolicyScope")) {
            return "SNS keeps it only together with a FilterPolicy; or this endpoint doesn't support it";
        }
        if (resource instanceof Resource.Queue && waited.compareTo(PROPAGATION) < 0) {
            return "SQS may take up to " + PROPAGATION.toSeconds() + " s to show it, and it was waited for "
                    + waited.toSeconds() + " s; or this endpoint doesn't support it";
        }
        return "this endpoint may not support it";
    }
}
