package dev.invitations.api.list;

import dev.invitations.api.input.Texts;
import dev.invitations.api.invite.Inviter;
import dev.invitations.api.invite.Inviters;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.EventPublisher;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/**
 * Invites a whole list. Answers flow while the upload is still read, but a client may as well write all of it before it
 * reads, as browsers do: answers that nobody reads yet wait in memory, and there are never more than
 * {@value ListInvitation#MAX_ROWS} of them.
 */
@Path("/teams/{team}/invitations")
@Authenticated
class InviteListResource {
    private static final String CSV = "text/csv";

    private static final Logger LOG = Logger.getLogger(InviteListResource.class);

    private final Inviters inviters;
    private final EventPublisher publisher;
    private final Announcer announcer;
    private final ExecutorService virtualThreads;

    InviteListResource(
            Inviters inviters,
            EventPublisher publisher,
            Announcer announcer,
            @VirtualThreads ExecutorService virtualThreads) {
        this.inviters = inviters;
        this.publisher = publisher;
        this.announcer = announcer;
        this.virtualThreads = virtualThreads;
    }

    @APIResponseSchema(
            value = RowAnswer.class,
            responseCode = "200",
            responseDescription = "A line of JSON for each row, in order")
    @Parameter(
            name = Inviters.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "Makes a repeat of the request the same invitation",
            schema = @Schema(type = SchemaType.STRING, maxLength = Inviters.MAX_KEY))
    @POST
    @Consumes(CSV)
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @Blocking
    @RunOnVirtualThread
    public Multi<RowAnswer> inviteList(
            @PathParam("team") String team,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
            InputStream body)
            throws IOException {
        Inviter inviter = inviters.of(team);
        if (length != null && length > Upload.MAX_BYTES) {
            throw HttpProblem.valueOf(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "The list has " + Texts.number(length) + " bytes; the most that is read is "
                            + Texts.number(Upload.MAX_BYTES));
        }
        Reader upload = new InputStreamReader(new Upload(body), charset(type));
        ListInvitation invitation = new ListInvitation(inviter, UploadedList.open(upload), publisher, announcer);
        return Multi.createFrom()
                .<RowAnswer>emitter(
                        answers -> {
                            invitation.answerTo(answers::emit);
                            answers.complete();
                        },
                        BackPressureStrategy.BUFFER)
                .runSubscriptionOn(virtualThreads)
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "A list for team %s was not answered to its end", team));
    }

    private static Charset charset(MediaType type) {
        String name = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, StandardCharsets.UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(
                    Status.UNSUPPORTED_MEDIA_TYPE, "The charset \"" + name + "\" is unknown here; best is UTF-8");
        }
    }
}
