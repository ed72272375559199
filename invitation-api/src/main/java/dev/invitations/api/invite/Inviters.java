package dev.invitations.api.invite;

import static dev.invitations.api.input.Texts.quoted;

import dev.invitations.http.Invalid;
import dev.invitations.http.Membership;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

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
        Membership.require(identity, team);
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
