package dev.invitations.api.input;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** A client went away or fell silent while it sent a body. Mostly nobody is left to read this; it is no failure of ours. */
@Provider
class BodyBrokeOffMapper extends ExceptionMapperBase<IOException> {
    @Override
    protected HttpProblem toProblem(IOException failure) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The body of the request did not arrive as a whole");
    }
}
