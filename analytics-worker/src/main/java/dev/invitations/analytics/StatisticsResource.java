package dev.invitations.analytics;

import dev.invitations.contract.TeamName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows a team's numbers to its members. */
@Path("/teams/{team}/statistics")
@Authenticated
@RunOnVirtualThread
class StatisticsResource {
    private final Statistics statistics;
    private final SecurityIdentity identity;

    StatisticsResource(Statistics statistics, SecurityIdentity identity) {
        this.statistics = statistics;
        this.identity = identity;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A team's numbers: totals, and the last thirty days on which something happened")
    public TeamStatistics ofTeam(@PathParam("team") String team) {
        if (!TeamName.isValid(team)) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST, "\"" + team + "\" is not a team's name, which is " + TeamName.RULE);
        }
        if (!identity.hasRole(team)) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN,
                    "You are not in team \"" + team + "\"; the teams of your token are "
                            + new TreeSet<>(identity.getRoles()));
        }
        return statistics.of(team);
    }
}
