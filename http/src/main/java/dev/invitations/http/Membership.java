package dev.invitations.http;

import dev.invitations.contract.TeamName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.core.Response.Status;
import java.util.TreeSet;

/** Who belongs to a team: those whose bearer token names it in the claim {@code teams}, which are Quarkus' roles. */
public final class Membership {
    private Membership() {}

    /**
     * Lets a member of {@code team} pass.
     *
     * @throws Invalid where {@code team} is no team's name
     * @throws HttpProblem 403 to anyone else, with the teams of the token
     */
    public static void require(SecurityIdentity identity, String team) {
        if (!TeamName.isValid(team)) {
            throw new Invalid(Violation.In.path
                    .field("team")
                    .message('"' + team + "\" is not a team's name, which is " + TeamName.RULE));
        }
        if (!identity.hasRole(team)) {
            throw Problems.of(
                            Status.FORBIDDEN,
                            "You are not in team \"" + team + "\"; the teams of your token are "
                                    + new TreeSet<>(identity.getRoles()))
                    .build();
        }
    }
}
