package dev.invitations.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Issues and reads the token of the accept link: a JWT (RFC 7519) signed with HMAC-SHA256, which says which invitation
 * it is and until when it holds. The e-mail worker issues it and the API reads it; they share the secret.
 */
public final class AcceptTokens {
    /** The shortest secret that HMAC-SHA256 may have (RFC 7518, 3.2), in bytes of UTF-8. */
    public static final int MINIMUM_SECRET_BYTES = 32;

    private static final String ISSUER = "invitation-station";
    private static final String AUDIENCE = "accept";

    private final HmacKey key;
    private final JwtConsumer consumer;

    /**
     * @throws IllegalArgumentException where the secret has fewer than {@link #MINIMUM_SECRET_BYTES} bytes
     */
    public AcceptTokens(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MINIMUM_SECRET_BYTES) {
            throw new IllegalArgumentException("the secret of accept links has " + bytes.length
                    + " bytes; it needs at least " + MINIMUM_SECRET_BYTES);
        }
        key = new HmacKey(bytes);
        consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .build();
    }

    /** A token for the accept link of {@code invited}, valid for {@code lifetime} from the invitation's time on. */
    public String issue(UserInvited invited, Duration lifetime) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(invited.invitation().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(invited.time().getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(invited.time().plus(lifetime).getEpochSecond()));
        claims.setStringClaim("team", invited.team());
        claims.setStringClaim("email", invited.email());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("HMAC-SHA256 is not to be had", e);
        }
    }

    /**
     * Reads a token back.
     *
     * @throws AcceptTokenRefused tells an expired token from one that this station did not sign
     */
    public Acceptance read(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            return new Acceptance(
                    UUID.fromString(claims.getSubject()),
                    TeamName.require(claims.getStringClaimValue("team")),
                    claims.getStringClaimValue("email"),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()));
        } catch (InvalidJwtException e) {
            throw new AcceptTokenRefused(e.hasExpired());
        } catch (MalformedClaimException | IllegalArgumentException e) {
            throw new AcceptTokenRefused(false);
        }
    }
}
