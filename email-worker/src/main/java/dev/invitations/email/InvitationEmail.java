package dev.invitations.email;

import dev.invitations.contract.AcceptTokens;
import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.Refused;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Writes the e-mail of an invitation, as text and as HTML. */
@ApplicationScoped
class InvitationEmail {
    private final AcceptConfig accept;
    private final AcceptTokens tokens;
    private final MailSettings sender;
    private final Template text;
    private final Template html;

    InvitationEmail(
            AcceptConfig accept,
            MailSettings sender,
            @Location("invitation.txt") Template text,
            @Location("invitation.html") Template html) {
        this.accept = accept;
        this.tokens = new AcceptTokens(accept.secret());
        this.sender = sender;
        this.text = text;
        this.html = html;
    }

    /**
     * @throws RecipientRefused where the address can't be one
     * @throws Refused where the accept link would be dead on arrival
     */
    MailMessage to(UserInvited invited) throws RecipientRefused {
        Recipient recipient = Recipient.of(invited.email());
        Letter letter = Letter.of(invited, link(invited), expiry(invited));
        return new MailMessage()
                .setFrom(sender.from())
                .setTo(recipient.address())
                // Only the team's name, which needs no quoting: what people wrote stays out of the headers.
                .setSubject("You are invited to join " + invited.team())
                .setText(text.data("letter", letter).render())
                .setHtml(html.data("letter", letter).render())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        // The same id however often it is tried, so mail servers and readers see a repeat as one.
                        .add("Message-ID", "<" + invited.id() + "@" + sender.domain() + ">")
                        // Vert.x folds a long To with a bare LF, which mail servers refuse (SMTP smuggling).
                        .add("To", recipient.address())
                        .add("Auto-Submitted", "auto-generated"));
    }

    private Instant expiry(UserInvited invited) {
        Instant expiry = invited.time().plus(accept.lifetime());
        if (expiry.isBefore(Instant.now())) {
            throw new Refused("the invitation is of " + invited.time() + " and its accept link held until " + expiry
                    + ": invite again, or redrive it with a longer invitations.accept.lifetime");
        }
        return expiry;
    }

    /** A token is base64url and dots, so nothing in it needs escaping. */
    private String link(UserInvited invited) {
        return accept.url() + "?token=" + tokens.issue(invited, accept.lifetime());
    }
}
