package dev.invitations.station.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Supplier;

/** Reads the bodies of a route's requests as they are, of up to 64 KiB. */
public final class JsonBody {
    private static final long LARGEST = 64 * 1024;

    private JsonBody() {}

    /** @param route makes a new route each time */
    public static void readAt(Supplier<Route> route) {
        route.get().handler(context -> {
            // curl calls everything a form, which would be taken apart.
            context.request().headers().remove("content-type");
            context.next();
        });
        route.get().handler(BodyHandler.create(false).setBodyLimit(LARGEST));
    }
}
