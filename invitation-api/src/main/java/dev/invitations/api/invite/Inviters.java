package dev.invitations.api.invite;

import static dev.invitations.api.problem.Texts.quoted;

import dev.invitations.api.problem.Invalid;
import dev.invitations.contract.TeamName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.TreeSet;

/** Knows from the bearer token of the request whose invitations its sender may send. */
@RequestScoped
public class Inviters {
    /** Makes a repeat of a request the same event. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int MAX_KEY = 255;

    private final SecurityIdentity identity;

    Inviters(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The sender of this request as one who invites to {@code team}.
     *
     * @param idempotencyKey the header's value, null where there is none
     * @throws HttpProblem 400 where the team or the key is malformed, 403 where the sender is not in the team
     */
    public Inviter of(String team, String idempotencyKey) {
        if (!TeamName.isValid(team)) {
            throw new Invalid(Violation.In.path
                    .field("team")
                    .message(quoted(team) + " is not a team's name, which is " + TeamName.RULE));
        }
        if (!identity.hasRole(team)) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN,
                    "You are not in team " + quoted(team) + ", so you can't invite to it; the teams of your token are "
                            + new TreeSet<>(identity.getRoles()));
        }
        if (idempotencyKey != null && !isPrintable(idempotencyKey)) {
            throw new Invalid(Violation.In.header
                    .field(IDEMPOTENCY_KEY)
                    .message(quoted(idempotencyKey) + " must be 1 to " + MAX_KEY + " printable ASCII characters"));
        }
        return new Inviter(identity.getPrincipal().getName(), team, Optional.ofNullable(idempotencyKey));
    }

    private static boolean isPrintable(String key) {
        return !key.isBlank() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
