package dev.invitations.api.accept;

import dev.invitations.contract.AcceptTokens;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Size;

/** How accept links are signed. */
@ConfigMapping(prefix = "invitations.accept")
interface AcceptConfig {
    /** The secret that the e-mail worker signs accept links with; the service refuses to start without one. */
    @Size(
            min = AcceptTokens.MINIMUM_SECRET_BYTES,
            message = "must have at least {min} characters, such as those of: openssl rand -base64 32")
    String secret();

    /** Makes the tokens of that secret injectable. */
    class Tokens {
        @Produces
        @Singleton
        AcceptTokens tokens(AcceptConfig config) {
            return new AcceptTokens(config.secret());
        }
    }
}
