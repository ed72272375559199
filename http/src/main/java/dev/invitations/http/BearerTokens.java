package dev.invitations.http;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Says what is wrong with a bearer token, or with none, and which one would be right. */
@Singleton
public class BearerTokens {
    /** What to say where the issuer, whose keys judge a token, is not to be reached. */
    public static final String UNCHECKABLE = "Bearer tokens can't be checked just now: their issuer does not answer";

    private final String audience;

    BearerTokens(@ConfigProperty(name = "quarkus.oidc.token.audience") String audience) {
        this.audience = audience;
    }

    /** What to say where there is none. */
    public String missing() {
        return "No bearer token was sent; one for the audience " + audience + " is needed";
    }

    /** What to say to a token that failed so. */
    public String refused(Throwable failure) {
        return isExpired(failure)
                ? "The bearer token has expired; get a new one"
                : "The bearer token is not valid here; one of this station's issuer, for the audience " + audience
                        + ", is needed";
    }

    private static boolean isExpired(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return invalid.hasExpired();
            }
        }
        return false;
    }
}
