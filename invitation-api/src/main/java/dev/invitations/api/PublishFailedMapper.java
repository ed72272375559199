package dev.invitations.api;

import dev.invitations.http.Problems;
import dev.invitations.messaging.PublishFailed;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** The topic did not take an event, or did not say so in time. */
@Provider
class PublishFailedMapper extends ExceptionMapperBase<PublishFailed> {
    @Override
    protected HttpProblem toProblem(PublishFailed failure) {
        return switch (failure.kind()) {
            // The request was in order, so what is wrong with the event is this service's doing.
            case REFUSED ->
                Problems.of(
                                Status.INTERNAL_SERVER_ERROR,
                                "Nothing was accepted, since it can't be passed on; the same request won't be either")
                        .build();
            case TIMED_OUT, INTERRUPTED -> Problems.unavailable("It is not known whether it was passed on");
            case THROTTLED, UNAVAILABLE, DENIED, TOPIC_MISSING, NOT_SENT ->
                Problems.unavailable("Nothing was accepted, since it can't be passed on just now");
        };
    }
}
