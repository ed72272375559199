package dev.invitations.api.accept;

import dev.invitations.contract.AcceptTokenRefused;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Tells an expired token (410: it was right once) from one that was never right (400). */
@Provider
class AcceptTokenRefusedMapper extends ExceptionMapperBase<AcceptTokenRefused> {
    static Status status(AcceptTokenRefused refusal) {
        return refusal.expired() ? Status.GONE : Status.BAD_REQUEST;
    }

    @Override
    protected HttpProblem toProblem(AcceptTokenRefused refusal) {
        return HttpProblem.valueOf(
                status(refusal),
                refusal.expired()
                        ? "The invitation has expired; ask whoever invited you for a new one"
                        : "The token was not issued here, or was altered or cut;"
                                + " it must be the whole of what stands after \"token=\" in the link of the e-mail");
    }
}
