package dev.invitations.analytics;

import dev.invitations.http.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** The numbers are safe, but not to be read. */
@Provider
class StatisticsUnavailableMapper extends ExceptionMapperBase<StatisticsUnavailable> {
    @Override
    protected HttpProblem toProblem(StatisticsUnavailable failure) {
        return Problems.unavailable("The statistics can't be read just now, and nothing is lost");
    }
}
