package dev.invitations.station.issuer;

import dev.invitations.station.web.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** A page's request to sign a person in: OpenID Connect's authorization code flow, with PKCE by SHA-256 (RFC 7636). */
record AuthorizationRequest(String query, String state) {
    static AuthorizationRequest require(RoutingContext context) {
        String redirect = parameter(context, "redirect_uri");
        Loopback.require("redirect_uri", redirect);
        requireValue(context, "response_type", "code");
        requireValue(context, "code_challenge_method", "S256");
        parameter(context, "code_challenge");
        parameter(context, "client_id");
        if (!Arrays.asList(parameter(context, "scope").split(" ")).contains("openid")) {
            throw Problem.badRequest(
                    "scope \"" + parameter(context, "scope") + "\" is refused: it has to contain openid");
        }
        return new AuthorizationRequest(
                context.request().query(),
                Objects.requireNonNullElse(context.request().getParam("state"), ""));
    }

    private static String parameter(RoutingContext context, String name) {
        String value = context.queryParam(name).stream().findFirst().orElse("");
        if (value.isEmpty()) {
            throw Problem.badRequest("The parameter " + name + " is missing");
        }
        return value;
    }

    private static void requireValue(RoutingContext context, String name, String right) {
        String value = parameter(context, name);
        if (!value.equals(right)) {
            throw Problem.badRequest(name + " \"" + value + "\" is refused: it has to be " + right);
        }
    }

    /** The library decodes the query and encodes it anew, and would so turn a state's + into a space. */
    String queryWithoutState() {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.startsWith("state="))
                .collect(Collectors.joining("&"));
    }

    String stateParameter() {
        return state.isEmpty() ? "" : "&state=" + IssuerRoutes.encoded(state);
    }
}
