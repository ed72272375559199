package dev.invitations.topology.doctor;

import dev.invitations.topology.doctor.Finding.Status;
import java.util.List;
import java.util.stream.Stream;

/** All that was found, in the order of the topology. */
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** This one, and what was found after it. */
    public Diagnosis and(List<Finding> more) {
        return new Diagnosis(Stream.concat(findings.stream(), more.stream()).toList());
    }

    /** How many findings are of that status. */
    public long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    /** Whether SNS and SQS refused to show something that all other checks build on. */
    public boolean isIncomplete() {
        return findings.stream()
                .anyMatch(finding ->
                        finding.status() == Status.UNKNOWN && finding.check().equals(Existence.CHECK));
    }
}
