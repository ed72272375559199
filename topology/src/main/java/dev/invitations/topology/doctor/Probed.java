package dev.invitations.topology.doctor;

import dev.invitations.topology.Resource;
import dev.invitations.topology.doctor.Finding.Status;
import dev.invitations.topology.probe.ProbeResult;
import java.util.List;

/** What became of a probe, as findings: each subscription it didn't come through is named. */
final class Probed {
    private Probed() {}

    static List<Finding> of(List<ProbeResult> results) {
        return results.stream()
                .map(result -> new Finding(
                        new Subject(Resource.SUBSCRIPTION, result.subscription().name()),
                        "probe",
                        status(result),
                        result.sentence(),
                        result.mend()))
                .toList();
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
