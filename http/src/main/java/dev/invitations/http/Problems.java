package dev.invitations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.net.URI;

/**
 * Problem documents, whole also where no exception mapper touches them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problems {
    /** How long a client is asked to wait where a service is not able to answer, in seconds. */
    public static final int RETRY_AFTER = 5;

    static final URI ABOUT_BLANK = URI.create("about:blank");

    private Problems() {}

    /** 503: nothing is wrong with the request, but what it needs is down. */
    public static HttpProblem unavailable(String reason) {
        return of(Status.SERVICE_UNAVAILABLE, reason + "; repeat the request in " + RETRY_AFTER + " seconds")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                .build();
    }

    /** One to which headers may be added. */
    public static HttpProblem.Builder of(StatusType status, String detail) {
        return HttpProblem.builder()
                .withType(ABOUT_BLANK)
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail);
    }
}
