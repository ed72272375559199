package dev.invitations.gateway.live;

import io.smallrye.jwt.build.Jwt;
import java.time.Instant;
import java.util.List;

/** Bearer tokens of the tests' issuer. */
final class Tokens {
    private Tokens() {}

    static String memberOf(String... teams) {
        return token("invitation-station", Instant.now().plusSeconds(300), teams);
    }

    static String expiring(Instant end, String... teams) {
        return token("invitation-station", end, teams);
    }

    static String forAnotherAudience(String... teams) {
        return token("another-service", Instant.now().plusSeconds(300), teams);
    }

    private static String token(String audience, Instant end, String... teams) {
        return Jwt.claims()
                .subject("ann@example.com")
                .claim("teams", List.of(teams))
                .issuer("https://server.example.com")
                .audience(audience)
                .expiresAt(end)
                .jws()
                .keyId("1")
                .sign("privateKey.jwk");
    }
}
