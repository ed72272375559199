package dev.invitations.analytics;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** 503 where what the answer needs is away: the client is asked to come again. */
final class UnavailableMappers {
    private static final int SECONDS = 5;

    private UnavailableMappers() {}

    @Provider
    static class OfStatistics extends ExceptionMapperBase<StatisticsUnavailable> {
        @Override
        protected HttpProblem toProblem(StatisticsUnavailable failure) {
            return unavailable("The statistics can't be read just now, and nothing is lost.");
        }
    }

    /** The issuer's keys could not be fetched yet, so no token can be judged: nobody's token is wrong. */
    @Provider
    static class OfIssuer extends ExceptionMapperBase<OIDCException> {
        @Override
        protected HttpProblem toProblem(OIDCException failure) {
            return unavailable("Tokens can't be checked just now: their issuer does not answer.");
        }
    }

    private static HttpProblem unavailable(String what) {
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withHeader(HttpHeaders.RETRY_AFTER, SECONDS)
                .withDetail(what + " Repeat the request in " + SECONDS + " seconds.")
                .build();
    }
}
