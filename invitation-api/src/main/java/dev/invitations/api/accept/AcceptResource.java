package dev.invitations.api.accept;

import dev.invitations.api.input.Fields;
import dev.invitations.api.input.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Accepts an invitation on behalf of the person who has the link; the token in it is all that is asked for. */
@Path("/invitations/accept")
class AcceptResource {
    private static final String TOKEN = "token";

    private final Accepting accepting;

    AcceptResource(Accepting accepting) {
        this.accepting = accepting;
    }

    @Operation(summary = "Accept an invitation by the token of its link")
    @RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = TOKEN,
                                            properties = @SchemaProperty(name = TOKEN, type = SchemaType.STRING))))
    @APIResponseSchema(
            value = AcceptedJoining.class,
            responseCode = "202",
            responseDescription = "The person is in the team")
    @APIResponse(responseCode = "400", description = "The token was not issued here, or was altered")
    @APIResponse(responseCode = "410", description = "The invitation has expired")
    @APIResponse(responseCode = "503", description = "Not accepted: repeat it after Retry-After")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @ResponseStatus(StatusCode.ACCEPTED)
    public AcceptedJoining accept(InputStream body) throws IOException {
        Fields fields = JsonBody.read(body, List.of(TOKEN));
        Optional<String> token = fields.required(TOKEN, "eyJhbGciOiJIUzI1NiJ9...", _ -> Optional.empty());
        fields.throwIfRefused();
        return AcceptedJoining.of(accepting.accept(token.orElseThrow()));
    }
}
