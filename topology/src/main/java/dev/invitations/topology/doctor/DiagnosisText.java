package dev.invitations.topology.doctor;

import dev.invitations.topology.Count;
import dev.invitations.topology.command.Table;
import dev.invitations.topology.doctor.Finding.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * For people: a table, and a summary that can be read alone.
 *
 * @param quiet whether what is well is left out
 */
record DiagnosisText(Diagnosis diagnosis, boolean quiet) {
    /** Sentences have a line of their own, since no terminal is as wide as they are long. */
    private static final String BELOW = "         ";

    @Override
    public String toString() {
        List<Finding> shown = diagnosis.findings().stream()
                .filter(finding -> !quiet || !finding.isWell())
                .toList();
        Table table = new Table();
        shown.forEach(finding -> table.row(
                label(finding.status()),
                finding.subject(),
                finding.check(),
                finding.isWell() ? finding.sentence() : ""));
        Iterator<String> rows = table.toString().lines().iterator();
        List<String> lines = new ArrayList<>();
        for (Finding finding : shown) {
            lines.add(rows.next());
            if (!finding.isWell()) {
                lines.add(BELOW + finding.sentence());
            }
            finding.mend().ifPresent(command -> lines.add(BELOW + "-> " + command));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(summary());
        return String.join("\n", lines);
    }

    /** Loud only where something has to be done. */
    private static String label(Status status) {
        return status == Status.PROBLEM ? status.name() : status.name().toLowerCase(Locale.ROOT);
    }

    private String summary() {
        long problems = diagnosis.count(Status.PROBLEM);
        long warnings = diagnosis.count(Status.WARNING);
        long unknown = diagnosis.count(Status.UNKNOWN);
        String checks = Count.of(diagnosis.findings().size(), "check");
        if (problems + warnings + unknown == 0) {
            return checks + ", and all is well";
        }
        return checks + ": " + Count.of(problems, "problem") + ", " + Count.of(warnings, "warning")
                + (unknown == 0 ? "" : ", and " + unknown + " that could not be told");
    }
}
