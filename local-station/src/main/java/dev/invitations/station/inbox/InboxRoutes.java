package dev.invitations.station.inbox;

import dev.invitations.station.web.Pages;
import dev.invitations.station.web.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /inbox} and {@code GET /inbox/ID}: a page for browsers, JSON for everyone else. */
public final class InboxRoutes {
    private static final int DEFAULT_LIMIT = 50;

    private final Inbox inbox;

    private InboxRoutes(Inbox inbox) {
        this.inbox = inbox;
    }

    public static void mount(Router router, Inbox inbox) {
        var routes = new InboxRoutes(inbox);
        router.get("/inbox").blockingHandler(routes::list, false);
        router.get("/inbox/:id").blockingHandler(routes::one, false);
    }

    private void list(RoutingContext context) {
        Optional<String> to = context.queryParam("to").stream().findFirst().filter(address -> !address.isBlank());
        List<Mail> mails = inbox.newest(to, limit(context));
        if (Pages.wanted(context)) {
            Pages.show(context, 200, "inbox.html", Map.of("mails", mails, "to", to.orElse(""), "kept", inbox.size()));
        } else {
            context.json(new JsonArray(mails.stream().map(InboxRoutes::summary).toList()));
        }
    }

    private static int limit(RoutingContext context) {
        String given = context.queryParam("limit").stream().findFirst().orElse("");
        if (given.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= Inbox.MAILS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // refused below, as a number out of range is
        }
        throw Problem.badRequest("limit \"" + given + "\" is refused: it is a number from 1 to " + Inbox.MAILS);
    }

    private void one(RoutingContext context) {
        String id = context.pathParam("id");
        Mail mail = inbox.byId(id)
                .orElseThrow(() -> Problem.notFound("There is no mail " + id + " here: the inbox keeps the newest "
                        + Inbox.MAILS + ", until the station ends"));
        MailContent content = contentOf(mail);
        if (Pages.wanted(context)) {
            Pages.show(context, 200, "mail.html", Map.of("mail", mail, "content", content));
        } else {
            JsonObject headers = new JsonObject();
            content.headers().forEach(headers::put);
            context.json(summary(mail)
                    .put("headers", headers)
                    .put("text", content.text())
                    .put("html", content.html())
                    .put("links", new JsonArray(content.links())));
        }
    }

    private static MailContent contentOf(Mail mail) {
        try {
            return mail.content();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Mail " + mail.id() + " is not what a MIME message is: " + e, e);
        }
    }

    private static JsonObject summary(Mail mail) {
        return new JsonObject()
                .put("id", mail.id())
                .put("from", mail.from())
                .put("to", new JsonArray(mail.to()))
                .put("subject", mail.subject())
                .put("date", mail.date().toString())
                .put("messageId", mail.messageId());
    }
}
