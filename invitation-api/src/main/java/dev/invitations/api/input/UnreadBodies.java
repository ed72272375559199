package dev.invitations.api.input;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;

/**
 * Drops what is left of a request's body once it is answered. A refusal often comes before the body is read, and a
 * client that writes all of a large body before it reads would wait for ever.
 */
class UnreadBodies {
    private static final int EARLY = 100;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addEndHandler(_ -> drop(request.request()));
                    request.next();
                },
                EARLY);
    }

    private static void drop(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(_ -> {});
            request.resume();
        }
    }
}
