package dev.invitations.http;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import jakarta.ws.rs.ext.Provider;

/** The keys of the tokens' issuer could not be fetched yet, so no token can be judged: nobody's token is wrong. */
@Provider
class IssuerUnavailableMapper extends ExceptionMapperBase<OIDCException> {
    @Override
    protected HttpProblem toProblem(OIDCException failure) {
        return Problems.unavailable(BearerTokens.UNCHECKABLE);
    }
}
