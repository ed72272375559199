package dev.invitations.http.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;

/** Bearer tokens of the issuer that the tests run. */
public final class Tokens {
    public static final String ADA = "ada@example.com";

    private Tokens() {}

    /** A token of {@link #ADA}, who is in these teams. */
    public static String inTeams(String... teams) {
        return signed(claims(teams));
    }

    /** What stands in that token. */
    public static JwtClaimsBuilder claims(String... teams) {
        return Jwt.issuer("https://server.example.com")
                .audience("invitation-station")
                .subject(ADA)
                .claim("teams", List.of(teams));
    }

    public static String signed(JwtClaimsBuilder claims) {
        return claims.jws().keyId("1").sign("privateKey.jwk");
    }
}
