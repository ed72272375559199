package dev.invitations.topology.doctor;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The attributes on which no message depends, such as the visibility timeout. */
record Rest(Remedies remedies) {
    private static final String CHECK = "attributes";
    private static final String POLICY = "Policy";
    private static final Set<String> LOOKED_AT_ELSEWHERE = Set.of(
            "FilterPolicy",
            "FilterPolicyScope",
            "KmsMasterKeyId",
            Retention.SECONDS,
            POLICY,
            "RawMessageDelivery",
            "RedriveAllowPolicy",
            "RedrivePolicy",
            "SqsManagedSseEnabled");

    /** A policy that lets through whom it should: it may still say more than is declared. */
    Finding policy(Examined<? extends Resource> examined, String well) {
        return examined.differences(POLICY::equals).isEmpty()
                ? examined.subject().ok(DeliveryPermission.CHECK, well)
                : examined.subject()
                        .warning(
                                DeliveryPermission.CHECK,
                                well + "; but its policy is not as declared, and may allow more",
                                remedies.apply());
    }

    Finding of(Examined<? extends Resource> examined) {
        List<Difference> differences = examined.differences(attribute -> !LOOKED_AT_ELSEWHERE.contains(attribute));
        return differences.isEmpty()
                ? examined.subject().ok(CHECK, "as declared")
                : examined.subject()
                        .warning(
                                CHECK,
                                "not as declared: "
                                        + differences.stream()
                                                .map(Difference::toString)
                                                .collect(Collectors.joining(", ")),
                                remedies.apply());
    }
}
