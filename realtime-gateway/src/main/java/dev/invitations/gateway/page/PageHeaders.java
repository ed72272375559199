package dev.invitations.gateway.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The security headers of every response. The page runs its own files only and talks to this gateway and the origins of
 * its settings.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
@Singleton
class PageHeaders {
    private static final int BEFORE_STATIC_FILES = 100;

    private final String contentSecurityPolicy;

    PageHeaders(PageSettings settings) {
        contentSecurityPolicy = contentSecurityPolicy(settings);
    }

    static String contentSecurityPolicy(PageSettings settings) {
        Stream<URI> urls = Stream.concat(
                Stream.of(settings.api(), settings.statistics(), settings.issuer()),
                settings.issuerEndpoints().stream().flatMap(List::stream));
        String origins = urls.map(PageHeaders::origin).distinct().collect(Collectors.joining(" "));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self' " + origins + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, BEFORE_STATIC_FILES);
    }

    private void add(RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", contentSecurityPolicy);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        // Files keep their names from one version to the next: a browser asks each time.
        response.putHeader("Cache-Control", "no-cache");
        request.next();
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
