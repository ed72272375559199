package dev.invitations.station.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A request that is refused; answered as a problem document (RFC 9457). */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Problem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, detail);
    }

    /** Of something that the station needs itself. */
    public static Problem unavailable(String detail) {
        return new Problem(503, detail);
    }

    /** For a route's failure handler: answers this problem, or whatever else failed as a problem. */
    public static void answer(RoutingContext context) {
        switch (context.failure()) {
            case Problem problem -> answer(context, problem.status, problem.getMessage());
            case null -> answer(context, context.statusCode(), context.request().path() + " cannot be answered");
            default -> answer(context, Math.max(400, context.statusCode()), String.valueOf(context.failure()));
        }
    }

    /** For a router's error handler of 405. */
    public static void noSuchMethod(RoutingContext context) {
        answer(
                context,
                405,
                context.request().path() + " has no " + context.request().method());
    }

    public static void answer(RoutingContext context, int status, String detail) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                        .put("status", status)
                        .put("detail", detail)
                        .toBuffer());
    }
}
