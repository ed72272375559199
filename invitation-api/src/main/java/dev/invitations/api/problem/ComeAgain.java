package dev.invitations.api.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** 503: nothing is wrong with the request, but what it needs is down. */
public final class ComeAgain {
    /** How long clients are asked to wait. */
    public static final int SECONDS = 5;

    private ComeAgain() {}

    static HttpProblem because(String reason) {
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withHeader(HttpHeaders.RETRY_AFTER, SECONDS)
                .withDetail(reason + "; repeat the request in " + SECONDS + " seconds")
                .build();
    }
}
