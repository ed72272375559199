package dev.invitations.station.issuer;

import dev.invitations.contract.TeamName;
import dev.invitations.station.web.Pages;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import okhttp3.Headers;

/** The issuer over HTTP: OpenID Connect below {@code /issuer}, authorization code flow, PKCE required. */
public final class IssuerRoutes {
    private static final String PATH = "/issuer";
    private static final long LARGEST_BODY = 64 * 1024;

    private final Issuer issuer;

    private IssuerRoutes(Issuer issuer) {
        this.issuer = issuer;
    }

    public static void mount(Router router, Issuer issuer) {
        var routes = new IssuerRoutes(issuer);
        var body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        router.route(PATH + "/*").handler(body);
        router.get(PATH).handler(context -> context.redirect(PATH + "/.well-known/openid-configuration"));
        router.get(PATH + "/authorize").blockingHandler(routes::askWhoItIs, false);
        router.post(PATH + "/authorize").blockingHandler(routes::signIn, false);
        router.post(PATH + "/token").blockingHandler(routes::token, false);
        router.get(PATH + "/.well-known/openid-configuration").handler(context -> tell(context, issuer.discovery()));
        router.get(PATH + "/jwks").handler(context -> tell(context, issuer.keys()));
        router.get(PATH + "/userinfo").blockingHandler(routes::passOn, false);
        router.get(PATH + "/endsession").handler(routes::endSession);
        router.options(PATH + "/*").blockingHandler(routes::passOn, false);
    }

    private void askWhoItIs(RoutingContext context) {
        AuthorizationRequest.require(context);
        showLogin(context, 200, "", "", "");
    }

    private void signIn(RoutingContext context) {
        AuthorizationRequest request = AuthorizationRequest.require(context);
        String name = formValue(context, "name");
        String team = formValue(context, "team");
        Person person;
        try {
            person = Person.of(name, team);
        } catch (IllegalArgumentException refused) {
            showLogin(context, 400, name, team, refused.getMessage());
            return;
        }
        String location = issuer.authorize(request.queryWithoutState(), person);
        context.response()
                .setStatusCode(303)
                .putHeader("Location", location + request.stateParameter())
                .end();
    }

    private static void showLogin(RoutingContext context, int status, String name, String team, String error) {
        Pages.show(
                context,
                status,
                "login.html",
                Map.of("name", name, "team", team, "error", error, "rule", TeamName.RULE, "pattern", TeamName.PATTERN));
    }

    private void token(RoutingContext context) {
        if (formValue(context, "grant_type").equals("authorization_code")) {
            // The library compares a verifier that is sent, and asks for none that is not.
            if (formValue(context, "code_verifier").isEmpty()) {
                refuse(context, "code_verifier is missing: PKCE (RFC 7636) is required");
                return;
            }
            if (!issuer.redeem(formValue(context, "code"))) {
                refuse(context, "The code is unknown, or has been used");
                return;
            }
        }
        passOn(context);
    }

    private static void refuse(RoutingContext context, String description) {
        context.response().setStatusCode(400);
        context.json(new JsonObject().put("error", "invalid_grant").put("error_description", description));
    }

    private void endSession(RoutingContext context) {
        String next = Objects.requireNonNullElse(context.request().getParam("post_logout_redirect_uri"), "/");
        if (!next.equals("/")) {
            Loopback.require("post_logout_redirect_uri", next);
        }
        context.response().setStatusCode(303).putHeader("Location", next).end();
    }

    private static void tell(RoutingContext context, JsonObject everyoneMayKnow) {
        String origin = context.request().getHeader("Origin");
        if (origin != null && Loopback.is(origin)) {
            context.response().putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
        }
        context.json(everyoneMayKnow);
    }

    private void passOn(RoutingContext context) {
        OAuth2HttpResponse answer = library(context);
        send(context, answer.getStatus(), answer.getHeaders(), answer.getBody());
    }

    private OAuth2HttpResponse library(RoutingContext context) {
        HttpServerRequest request = context.request();
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("Content-Type", "Authorization", "Access-Control-Request-Headers")) {
            if (request.headers().contains(name)) {
                headers.put(name, request.getHeader(name));
            }
        }
        // The library allows whatever origin it is told of.
        String origin = request.getHeader("Origin");
        if (origin != null && Loopback.is(origin)) {
            headers.put("Origin", origin);
        }
        String path = request.uri().substring(PATH.length());
        return issuer.answer(
                request.method().name(), path, headers, context.body().asString());
    }

    private static void send(RoutingContext context, int status, Headers headers, String body) {
        HttpServerResponse response = context.response().setStatusCode(status);
        headers.forEach(header -> response.putHeader(header.getFirst(), header.getSecond()));
        response.end(Objects.requireNonNullElse(body, ""));
    }

    private static String formValue(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
