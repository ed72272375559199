package dev.invitations.analytics;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;

/** Bearer tokens of the issuer that the tests run. */
final class Tokens {
    private Tokens() {}

    static String inTeams(String... teams) {
        return signed(claims(teams));
    }

    static JwtClaimsBuilder claims(String... teams) {
        return Jwt.issuer("https://server.example.com")
                .audience("invitation-station")
                .subject("grace@example.com")
                .claim("teams", List.of(teams));
    }

    static String signed(JwtClaimsBuilder claims) {
        return claims.jws().keyId("1").sign("privateKey.jwk");
    }
}
