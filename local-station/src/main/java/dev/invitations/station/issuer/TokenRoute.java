package dev.invitations.station.issuer;

import dev.invitations.contract.TeamName;
import dev.invitations.station.web.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** {@code POST /tokens}: a token without a browser, for the command line. */
public final class TokenRoute {
    private static final long LARGEST_BODY = 64 * 1024;

    private TokenRoute() {}

    public static void mount(Router router, Issuer issuer) {
        router.post("/tokens")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .blockingHandler(context -> answer(context, issuer), false);
    }

    private static void answer(RoutingContext context, Issuer issuer) {
        Asked asked = Asked.in(context);
        context.json(new JsonObject()
                .put("access_token", issuer.token(asked.email, asked.teams))
                .put("token_type", "Bearer")
                .put("expires_in", Issuer.LIFETIME.toSeconds()));
    }

    private record Asked(String email, List<String> teams) {
        Asked {
            if (!email.contains("@")) {
                throw Problem.badRequest("email \"" + email + "\" is refused: an e-mail address has an @");
            }
            if (teams.isEmpty()) {
                throw Problem.badRequest("teams is empty: a token is for one team or more");
            }
            try {
                teams.forEach(TeamName::require);
            } catch (IllegalArgumentException e) {
                throw Problem.badRequest(e.getMessage());
            }
        }

        static Asked in(RoutingContext context) {
            try {
                JsonObject body = context.body().asJsonObject();
                List<String> teams = body.getJsonArray("teams").stream()
                        .map(String.class::cast)
                        .toList();
                return new Asked(body.getString("email", ""), teams);
            } catch (DecodeException | ClassCastException | NullPointerException e) {
                throw Problem.badRequest(
                        "The body is JSON of this form: {\"email\": \"ann@example.com\", \"teams\": [\"acme\"]}");
            }
        }
    }
}
