package dev.invitations.analytics;

import dev.invitations.http.Problems;
import dev.invitations.messaging.DependencyUnavailable;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Redis is away: the numbers are safe, but not to be read. */
@Provider
class StatisticsUnavailableMapper extends ExceptionMapperBase<DependencyUnavailable> {
    @Override
    protected HttpProblem toProblem(DependencyUnavailable failure) {
        return Problems.unavailable("The statistics can't be read just now, and nothing is lost");
    }
}
