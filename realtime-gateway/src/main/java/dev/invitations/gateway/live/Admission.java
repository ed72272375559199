package dev.invitations.gateway.live;

import dev.invitations.contract.TeamName;
import dev.invitations.live.EntryId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeSet;

/** Decides at the HTTP upgrade who may hear a team: its members, as the token's claim {@code teams} has them. */
@Singleton
class Admission implements HttpUpgradeCheck {
    /** The id to go on from, where the client gave one; checked. */
    static final TypedKey<String> SINCE = TypedKey.forString("since");

    private final Departure departure;

    Admission(Departure departure) {
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
            throw Problems.unauthorized(
                    "A bearer token is needed: in the Authorization header, or from a browser as the"
                            + " subprotocol quarkus-http-upgrade#Authorization#Bearer <token>, URL-encoded, next to"
                            + " bearer-token-carrier.");
        }
        if (!TeamName.isValid(team)) {
            throw Problems.badRequest("Team \"" + team + "\" is refused: a team's name is " + TeamName.RULE + ".");
        }
        try {
            since.ifPresent(EntryId::parse);
        } catch (IllegalArgumentException e) {
            throw Problems.badRequest("since: " + e.getMessage() + ".");
        }
        if (departure.departing()) {
            throw Problems.unavailable("This pod stops: connect again, and reach another one.");
        }
        if (!identity.hasRole(team)) {
            throw Problems.forbidden("The token is not of a member of team " + team + "; its teams are "
                    + new TreeSet<>(identity.getRoles()) + ".");
        }
    }
}
