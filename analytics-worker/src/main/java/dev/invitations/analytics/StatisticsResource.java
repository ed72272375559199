package dev.invitations.analytics;

import dev.invitations.http.Membership;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
        Membership.require(identity, team);
        return statistics.of(team);
    }
}
