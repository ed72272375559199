package dev.invitations.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses what can't be understood or answered before anything is done: a body that does not say what it is, for which
 * Quarkus would take any method that consumes something, and a client that takes no answer that there is, which Quarkus
 * only notices once it has one.
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

    @ServerRequestFilter
    void requireAcceptable(ResteasyReactiveContainerRequestContext request) {
        var resource = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        ServerMediaType produces = resource.getTarget().getProduces();
        if (produces != null && Stream.of(produces.getSortedMediaTypes()).noneMatch(type -> accepts(request, type))) {
            throw Problems.of(
                            Status.NOT_ACCEPTABLE,
                            "The Accept header takes nothing of what there is: "
                                    + Stream.of(produces.getSortedMediaTypes())
                                            .map(MediaType::toString)
                                            .collect(Collectors.joining(", ")))
                    .build();
        }
    }

    private static boolean accepts(ContainerRequestContext request, MediaType type) {
        return request.getAcceptableMediaTypes().stream().anyMatch(type::isCompatible);
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
