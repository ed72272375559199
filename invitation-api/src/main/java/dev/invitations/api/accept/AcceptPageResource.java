package dev.invitations.api.accept;

import dev.invitations.contract.AcceptTokenRefused;
import dev.invitations.contract.AcceptTokens;
import dev.invitations.http.Problems;
import dev.invitations.messaging.PublishFailed;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The page behind the link in the e-mail. To open it accepts nothing, since mail scanners open links too; its button
 * does. It needs no JavaScript.
 */
@Path("/invitations/accept")
class AcceptPageResource {
    private static final String HTML = "text/html;charset=UTF-8";

    private final Accepting accepting;
    private final AcceptTokens tokens;

    AcceptPageResource(Accepting accepting, AcceptTokens tokens) {
        this.accepting = accepting;
        this.tokens = tokens;
    }

    @Operation(summary = "Show the page that the link in the e-mail leads to")
    @GET
    @Produces(HTML)
    @RunOnVirtualThread
    public RestResponse<String> show(@RestQuery @DefaultValue("") String token) {
        try {
            return page(Status.OK, Pages.invitation(tokens.read(token), token));
        } catch (AcceptTokenRefused e) {
            return refused(e);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(HTML)
    @RunOnVirtualThread
    public RestResponse<String> accept(@RestForm @DefaultValue("") String token) {
        try {
            return page(Status.ACCEPTED, Pages.joined(accepting.accept(token).team()));
        } catch (AcceptTokenRefused e) {
            return refused(e);
        } catch (PublishFailed e) {
            return ResponseBuilder.fromResponse(page(Status.SERVICE_UNAVAILABLE, Pages.again(token)))
                    .header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER)
                    .build();
        }
    }

    private static RestResponse<String> refused(AcceptTokenRefused refusal) {
        return page(AcceptTokenRefusedMapper.status(refusal), Pages.refused(refusal.expired()));
    }

    private static RestResponse<String> page(Status status, TemplateInstance page) {
        String nonce = UUID.randomUUID().toString();
        return ResponseBuilder.create(status, page.data("nonce", nonce).render())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-" + nonce
                                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                // The token is in the address: neither caches nor other sites get to see it.
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
