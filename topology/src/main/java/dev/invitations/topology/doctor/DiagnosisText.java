package dev.invitations.topology.doctor;

import dev.invitations.topology.doctor.Finding.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For people: a table, and a summary that can be read alone. */
record DiagnosisText(Diagnosis diagnosis) {
    /** Sentences have a line of their own, since no terminal is as wide as they are long. */
    private static final String BELOW = "         ";

    @Override
    public String toString() {
        int subjects = width(
                diagnosis.findings().stream().map(finding -> finding.subject().toString()));
        int checks = width(diagnosis.findings().stream().map(Finding::check));
        List<String> lines = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            boolean isWell = finding.status() == Status.OK;
            lines.add(("%-7s  %-" + subjects + "s  %-" + checks + "s  %s")
                    .formatted(
                            label(finding.status()),
                            finding.subject(),
                            finding.check(),
                            isWell ? finding.sentence() : "")
                    .stripTrailing());
            if (!isWell) {
                lines.add(BELOW + finding.sentence());
            }
            finding.mend().ifPresent(command -> lines.add(BELOW + "-> " + command));
        }
        lines.add("");
        lines.add(summary());
        return String.join("\n", lines);
    }

    private static int width(Stream<String> cells) {
        return cells.mapToInt(String::length).max().orElse(1);
    }

    /** Loud only where something has to be done. */
    private static String label(Status status) {
        return status == Status.PROBLEM ? status.name() : status.name().toLowerCase(Locale.ROOT);
    }

    private String summary() {
        long problems = diagnosis.count(Status.PROBLEM);
        long warnings = diagnosis.count(Status.WARNING);
        long unknown = diagnosis.count(Status.UNKNOWN);
        String checks = number(diagnosis.findings().size(), "check");
        if (problems + warnings + unknown == 0) {
            return checks + ", and all is well";
        }
        return checks + ": " + number(problems, "problem") + ", " + number(warnings, "warning")
                + (unknown == 0 ? "" : ", and " + unknown + " that could not be told");
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
