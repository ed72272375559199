package dev.invitations.gateway.live;

import dev.invitations.http.BearerTokens;
import dev.invitations.http.Invalid;
import dev.invitations.http.Membership;
import dev.invitations.http.Problems;
import dev.invitations.live.EntryId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Decides at the HTTP upgrade who may hear a team: its members, as the token's claim {@code teams} has them. */
@Singleton
class Admission implements HttpUpgradeCheck {
    /** The id to go on from, where the client gave one; checked. */
    static final TypedKey<String> SINCE = TypedKey.forString("since");

    private final BearerTokens tokens;
    private final Departure departure;

    Admission(BearerTokens tokens, Departure departure) {
        this.tokens = tokens;
        this.departure = departure;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
        Optional<String> since = Optional.ofNullable(handshake.httpRequest().getParam("since"));
        return handshake.securityIdentity().map(identity -> {
            check(identity, handshake.pathParam("team"), since);
            since.ifPresent(id -> handshake.userData().put(SINCE, id));
            return CheckResult.permitUpgradeSync();
        });
    }

    /** @throws HttpProblem says what is refused and what would be right */
    void check(SecurityIdentity identity, String team, Optional<String> since) {
        if (identity.isAnonymous()) {
            throw HandshakeFailures.unauthorized(
                    tokens.missing() + ": in the Authorization header, or from a browser as the subprotocol"
                            + " quarkus-http-upgrade#Authorization#Bearer <token>, URL-encoded, next to"
                            + " bearer-token-carrier");
        }
        Membership.require(identity, team);
        try {
            since.ifPresent(EntryId::parse);
        } catch (IllegalArgumentException e) {
            throw new Invalid(Violation.In.query.field("since").message(e.getMessage()));
        }
        if (departure.departing()) {
            throw Problems.unavailable("This pod stops, and another one takes its place");
        }
    }
}
