package dev.invitations.gateway.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.invitations.http.BearerTokens;
import dev.invitations.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/**
 * Answers a handshake that fails with a problem document. The handshake happens before JAX-RS, whose exception mappers
 * do this elsewhere.
 */
@Singleton
class HandshakeFailures {
    private static final Logger LOG = Logger.getLogger(HandshakeFailures.class);

    private final BearerTokens tokens;
    private final ObjectMapper json;

    HandshakeFailures(BearerTokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
    }

    /** 401, with the challenge of <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a>. */
    static HttpProblem unauthorized(String detail) {
        return Problems.of(Status.UNAUTHORIZED, detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    void install(@Observes Router router) {
        router.route("/teams/:team/live").failureHandler(this::answer);
    }

    private void answer(RoutingContext request) {
        if (request.response().ended()) {
            return;
        }
        HttpProblem problem = problem(request);
        if (problem == null) {
            request.next();
            return;
        }
        problem.getHeaders().forEach((name, value) -> request.response().putHeader(name, value.toString()));
        request.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString())
                .end(write(problem));
    }

    /** What to say, or null where Quarkus' own answer is right. */
    private HttpProblem problem(RoutingContext request) {
        return switch (request.failure()) {
            case HttpProblem problem -> problem;
            case AuthenticationFailedException refused -> unauthorized(tokens.refused(refused));
            case OIDCException noIssuer -> {
                LOG.warnf("no token can be checked: %s", noIssuer.getMessage());
                yield Problems.unavailable(BearerTokens.UNCHECKABLE);
            }
            // Quarkus' own check of the subprotocol header.
            case IllegalArgumentException malformed ->
                Problems.of(Status.BAD_REQUEST, malformed.getMessage().strip()).build();
            case null, default -> null;
        };
    }

    private String write(HttpProblem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
