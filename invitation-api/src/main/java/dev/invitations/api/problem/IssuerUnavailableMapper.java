package dev.invitations.api.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import jakarta.ws.rs.ext.Provider;

/** The issuer of bearer tokens can't be reached, so no token can be checked yet. */
@Provider
class IssuerUnavailableMapper extends ExceptionMapperBase<OIDCException> {
    @Override
    protected HttpProblem toProblem(OIDCException failure) {
        return ComeAgain.because("Bearer tokens can't be checked, since their issuer is not to be reached just now");
    }
}
