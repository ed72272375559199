package dev.invitations.gateway.live;

import dev.invitations.http.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The live channel's URL asked for by plain HTTP. A browser never shows a page why a handshake was refused; asking here
 * with the same token tells it: by the same problem document, or by 426 where the handshake would have been admitted.
 */
@Path("/teams/{team}/live")
class WithoutUpgrade {
    private final Admission admission;
    private final SecurityIdentity identity;

    WithoutUpgrade(Admission admission, SecurityIdentity identity) {
        this.admission = admission;
        this.identity = identity;
    }

    @GET
    public void explain(@PathParam("team") String team, @QueryParam("since") Optional<String> since) {
        admission.check(identity, team, since);
        throw Problems.of(Status.UPGRADE_REQUIRED, "This is a WebSocket; connect with ws:// or wss://")
                .withHeader("Connection", "Upgrade")
                .withHeader("Upgrade", "websocket")
                .build();
    }
}
