package dev.invitations.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that does not say what it is, before anybody guesses: without a Content-Type any method that consumes
 * something would do.
 */
class ContentTypes {
    @ServerRequestFilter(preMatching = true)
    void require(ContainerRequestContext request) {
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.isBlank()) {
            if (hasBody(request)) {
                throw unsupported("The body has no Content-Type; it needs one, such as application/json");
            }
        } else if (!isMediaType(type)) {
            throw unsupported("\"" + type + "\" is no Content-Type, which is such as application/json");
        }
    }

    private static boolean hasBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
    }

    private static boolean isMediaType(String type) {
        try {
            MediaType.valueOf(type);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static RuntimeException unsupported(String detail) {
        return Problems.of(Status.UNSUPPORTED_MEDIA_TYPE, detail).build();
    }
}
