package dev.invitations.api;

import dev.invitations.http.Problems;
import dev.invitations.messaging.PublishFailed;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** The topic did not take an event, so nothing was accepted. */
@Provider
class PublishFailedMapper extends ExceptionMapperBase<PublishFailed> {
    @Override
    protected HttpProblem toProblem(PublishFailed failure) {
        return Problems.unavailable("Nothing was accepted, since it can't be passed on just now");
    }
}
