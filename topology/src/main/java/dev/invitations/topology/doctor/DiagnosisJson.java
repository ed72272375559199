package dev.invitations.topology.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.doctor.Finding.Status;
import java.util.Locale;

/** For programs. Names and values stay as they are; sentences may change. */
record DiagnosisJson(Diagnosis diagnosis) {

    @Override
    public String toString() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode counts = json.putObject("counts");
        for (Status status : Status.values()) {
            counts.put(name(status), diagnosis.count(status));
        }
        var findings = json.putArray("findings");
        diagnosis.findings().forEach(finding -> {
            ObjectNode one = findings.addObject()
                    .put("status", name(finding.status()))
                    .put("kind", finding.subject().kind())
                    .put("name", finding.subject().name())
                    .put("check", finding.check())
                    .put("sentence", finding.sentence());
            finding.mend().ifPresent(command -> one.put("mend", command));
        });
        return json.toPrettyString();
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
