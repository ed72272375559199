package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.TopologyFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** IAM policies: one for each service that publishes or receives, and one for each thing that operators do. */
public final class IamPolicies {
    private IamPolicies() {}

    /**
     * The policies by the name of whom they are for, services first.
     *
     * @throws TopologyFailure where a service has the name of what operators do
     */
    public static Map<String, ObjectNode> of(Topology topology, Place place) {
        Map<String, ObjectNode> policies = new LinkedHashMap<>(new ServicePolicies(topology, place).all());
        new OperatorPolicies(topology, place).all().forEach((name, policy) -> {
            if (policies.putIfAbsent(name, policy) != null) {
                throw new TopologyFailure("service " + name + ": the policy of that name is for who runs ./station;"
                        + " expected another name");
            }
        });
        return policies;
    }
}
