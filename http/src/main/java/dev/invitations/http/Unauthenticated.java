package dev.invitations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * 401 as a problem document, with the challenge of <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC
 * 6750</a>. The problem library has such mappers, made for an older Quarkus: with this one they fail.
 */
class Unauthenticated {
    private static final int BEFORE_THE_LIBRARY = 1;
    private static final ChallengeData PLAIN =
            new ChallengeData(Status.UNAUTHORIZED.getStatusCode(), HttpHeaders.WWW_AUTHENTICATE, "Bearer");

    private final BearerTokens tokens;

    Unauthenticated(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_THE_LIBRARY)
    Uni<Response> noToken(RoutingContext request) {
        return problem(request, tokens.missing());
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = BEFORE_THE_LIBRARY)
    Uni<Response> badToken(AuthenticationFailedException failure, RoutingContext request) {
        return problem(request, tokens.refused(failure));
    }

    private static Uni<Response> problem(RoutingContext request, String detail) {
        HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        return authenticator
                .getChallenge(request)
                // Quarkus asks the issuer what to say, who may be away; that a token is needed is true without it.
                .onFailure(OIDCException.class)
                .recoverWithItem(PLAIN)
                .map(challenge -> problem(challenge, request.request().path(), detail));
    }

    private static Response problem(ChallengeData challenge, String path, String detail) {
        HttpProblem.Builder problem = Problems.of(Status.UNAUTHORIZED, detail).withInstance(URI.create(path));
        challenge.getHeaders().forEach((name, value) -> problem.withHeader(name.toString(), value));
        return problem.build().toResponse();
    }
}
