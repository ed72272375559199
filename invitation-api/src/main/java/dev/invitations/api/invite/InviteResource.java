package dev.invitations.api.invite;

import dev.invitations.api.input.JsonBody;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.UserInvited;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.EventPublisher;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Invites one person: checks, publishes, announces, answers. */
@Path("/teams/{team}/invitations")
@Authenticated
class InviteResource {
    private final Inviters inviters;
    private final EventPublisher publisher;
    private final Announcer announcer;

    InviteResource(Inviters inviters, EventPublisher publisher, Announcer announcer) {
        this.inviters = inviters;
        this.publisher = publisher;
        this.announcer = announcer;
    }

    @Operation(summary = "Invite one person to a team, or (as text/csv) a list of people")
    @RequestBody(content = @Content(schema = @Schema(implementation = Invitee.class)))
    @APIResponseSchema(value = AcceptedInvitation.class, responseCode = "202", responseDescription = "It will be sent")
    @APIResponse(responseCode = "400", description = "Not accepted: says every field that is wrong, and why")
    @APIResponse(responseCode = "503", description = "Not accepted: repeat it after Retry-After")
    @Parameter(
            name = Inviters.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "Makes a repeat of the request the same invitation",
            schema = @Schema(type = SchemaType.STRING, maxLength = Inviters.MAX_KEY))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @ResponseStatus(StatusCode.ACCEPTED)
    public AcceptedInvitation invite(@PathParam("team") String team, InputStream body) throws IOException {
        Inviter inviter = inviters.of(team);
        Invitee invitee = Invitee.of(JsonBody.read(body, Invitee.FIELDS));
        UserInvited event = inviter.invite(invitee);
        publisher.publish(event);
        announcer.announceBestEffort(List.of(InvitationUpdate.of(event)));
        return AcceptedInvitation.of(event);
    }
}
