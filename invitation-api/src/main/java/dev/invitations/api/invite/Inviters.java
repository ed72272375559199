package dev.invitations.api.invite;

import static dev.invitations.api.input.Texts.quoted;

import dev.invitations.api.input.Texts;
import dev.invitations.http.Invalid;
import dev.invitations.http.Membership;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Knows from the request, its bearer token above all, whose invitations its sender may send. */
@RequestScoped
public class Inviters {
    /** Makes a repeat of a request the same event. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    public static final int MAX_KEY = 255;

    private final SecurityIdentity identity;
    private final HttpHeaders headers;

    Inviters(SecurityIdentity identity, HttpHeaders headers) {
        this.identity = identity;
        this.headers = headers;
    }

    /**
     * The sender of this request as one who invites to {@code team}.
     *
     * @throws HttpProblem 400 where the team or the key is malformed, 403 where the sender is not in the team
     */
    public Inviter of(String team) {
        Membership.require(identity, team);
        List<String> keys = headers.getRequestHeader(IDEMPOTENCY_KEY);
        if (keys.size() > 1) {
            throw refused("was sent " + keys.size() + " times; a request has one at most");
        }
        Optional<String> key = keys.stream().findFirst();
        key.filter(sent -> !isPrintable(sent)).ifPresent(sent -> {
            throw refused(quoted(sent) + " must be 1 to " + MAX_KEY + " printable ASCII characters");
        });
        return new Inviter(identity.getPrincipal().getName(), name(), team, key);
    }

    /** By the standard claims of OpenID Connect; what could not stand in an e-mail is no name. */
    private Optional<String> name() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Stream.of("name", "email")
                        .map(token::<Object>getClaim)
                        .filter(String.class::isInstance)
                        .map(claim -> ((String) claim).strip())
                        .filter(name -> !name.isEmpty()
                                && Texts.problemOfLine(name, Invitee.MAX_NAME).isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static Invalid refused(String why) {
        return new Invalid(Violation.In.header.field(IDEMPOTENCY_KEY).message(why));
    }

    private static boolean isPrintable(String key) {
        return !key.isBlank() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
