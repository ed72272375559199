package dev.invitations.api;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;

/** Bearer tokens of the issuer that the tests run. */
final class Tokens {
    static final String ADA = "ada@example.com";

    private Tokens() {}

    /** A token of {@link #ADA}, who is in these teams. */
    static String inTeams(String... teams) {
        return signed(claims(teams));
    }

    static JwtClaimsBuilder claims(String... teams) {
        return Jwt.issuer("https://server.example.com")
                .audience("invitation-station")
                .subject(ADA)
                .claim("teams", List.of(teams));
    }

    static String signed(JwtClaimsBuilder claims) {
        return claims.jws().keyId("1").sign("privateKey.jwk");
    }
}
