package dev.invitations.gateway.live;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/**
 * The problem documents of the handshake.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class Problems {
    private Problems() {}

    static HttpProblem badRequest(String detail) {
        return problem(400, "Bad Request", detail).build();
    }

    static HttpProblem unauthorized(String detail) {
        return problem(401, "Unauthorized", detail)
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }

    static HttpProblem forbidden(String detail) {
        return problem(403, "Forbidden", detail).build();
    }

    static HttpProblem upgradeRequired(String detail) {
        return problem(426, "Upgrade Required", detail)
                .withHeader("Connection", "Upgrade")
                .withHeader("Upgrade", "websocket")
                .build();
    }

    static HttpProblem unavailable(String detail) {
        return problem(503, "Service Unavailable", detail)
                .withHeader("Retry-After", 5)
                .build();
    }

    private static HttpProblem.Builder problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("about:blank"))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }
}
