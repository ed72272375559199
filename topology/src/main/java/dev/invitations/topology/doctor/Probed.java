package dev.invitations.topology.doctor;

import dev.invitations.topology.Resource;
import dev.invitations.topology.doctor.Finding.Status;
import dev.invitations.topology.probe.ProbeResult;
import java.util.List;
import java.util.Optional;

/** What became of a probe, as findings: each subscription it didn't come through is named. */
final class Probed {
    private Probed() {}

    static List<Finding> of(List<ProbeResult> results, Remedies remedies) {
        return results.stream()
                .map(result -> new Finding(
                        new Subject(Resource.SUBSCRIPTION, result.subscription().name()),
                        "probe",
                        status(result),
                        result.sentence(),
                        mend(result, remedies)))
                .toList();
    }

    private static Optional<String> mend(ProbeResult result, Remedies remedies) {
        return result.status() == ProbeResult.Status.UNHANDLED ? remedies.workers() : result.mend();
    }

    /** One that nobody takes from its queue is a problem as well: so is every event. */
    private static Status status(ProbeResult result) {
        return switch (result.status()) {
            case ARRIVED -> Status.OK;
            case UNKNOWN -> Status.UNKNOWN;
            case UNHANDLED, NOT_ARRIVED -> Status.PROBLEM;
        };
    }
}
