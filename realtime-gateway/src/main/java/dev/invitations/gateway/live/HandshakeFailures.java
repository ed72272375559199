package dev.invitations.gateway.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Answers a handshake that fails with a problem document. The handshake happens before JAX-RS, whose exception mappers
 * do this elsewhere.
 */
@Singleton
class HandshakeFailures {
    private static final Logger LOG = Logger.getLogger(HandshakeFailures.class);

    private final ObjectMapper json;

    HandshakeFailures(ObjectMapper json) {
        this.json = json;
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
    private static HttpProblem problem(RoutingContext request) {
        return switch (request.failure()) {
            case HttpProblem problem -> problem;
            case AuthenticationFailedException refused -> Problems.unauthorized(reason(refused));
            case OIDCException noIssuer -> {
                LOG.warnf("no token can be checked: %s", noIssuer.getMessage());
                yield Problems.unavailable("The token can't be checked now: its issuer does not answer.");
            }
            // Quarkus' own check of the subprotocol header.
            case IllegalArgumentException malformed ->
                Problems.badRequest(malformed.getMessage().strip());
            case null, default -> null;
        };
    }

    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException token && token.hasExpired()) {
                return "The bearer token has expired: sign in again.";
            }
        }
        return "The bearer token is refused: it must be a signed, unexpired token of this installation's issuer, for the"
                + " audience invitation-station.";
    }

    private String write(HttpProblem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
