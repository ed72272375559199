package dev.invitations.station.web;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The station's pages: Qute templates beside this class, every value in them escaped. */
public final class Pages {
    /** Nothing from elsewhere, no inline script: what a mail brings along cannot run. */
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .build();

    private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

    private Pages() {}

    /** Whether the client is a browser that wants a page; everyone else is given JSON. */
    public static boolean wanted(RoutingContext context) {
        context.response().putHeader("Vary", "Accept");
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    public static void show(RoutingContext context, int status, String template, Map<String, ?> values) {
        String page = TEMPLATES.computeIfAbsent(template, Pages::parsed).render(values);
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY);
        response.putHeader("Content-Type", "text/html;charset=UTF-8");
        response.putHeader("Cache-Control", "no-store");
        response.setStatusCode(status).end(page);
    }

    /** A file that pages ask for: a style sheet or a script. */
    public static void asset(RoutingContext context, String name, String contentType) {
        context.response().putHeader("Content-Type", contentType).end(resource(name));
    }

    private static Template parsed(String name) {
        return ENGINE.parse(resource(name), Variant.forContentType("text/html"), name);
    }

    private static String resource(String name) {
        try (InputStream file = Pages.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
