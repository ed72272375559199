package dev.invitations.station.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.time.IsoDuration;
import dev.invitations.station.aws.time.StationClock;
import dev.invitations.station.web.JsonBody;
import dev.invitations.station.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * What the local AWS answers beside AWS's own actions, below {@value #PATH}:
 *
 * <ul>
 *   <li>{@code GET deliveries}: what became of what was published, see {@link DeliveryRoutes}
 *   <li>{@code GET calls}: who called what
 *   <li>{@code GET faults}, {@code POST faults}, {@code DELETE faults} and {@code DELETE faults/ID}: failure on demand, see
 *       {@link FaultRoutes}
 *   <li>{@code GET clock}, and {@code POST clock} with {@code {"advance": "PT1H"}}: its time, which can be put forward
 *   <li>{@code GET settings}, and {@code PUT settings} with some of them: how it behaves, see {@link Settings}
 *   <li>{@code POST reset}: forgets everything, as if it had just been started
 * </ul>
 */
public final class ControlRoutes {
    public static final String PATH = "/_station/";

    private ControlRoutes() {}

    public static Router router(Vertx vertx, Controls controls) {
        StationClock clock = controls.clock();
        CurrentSettings settings = controls.settings();
        Router router = Router.router(vertx);
        router.route().failureHandler(Problem::answer);
        router.errorHandler(
                404, context -> Problem.answer(context, 404, context.request().path() + " is not here"));
        router.errorHandler(405, Problem::noSuchMethod);
        JsonBody.readAt(router::route);
        DeliveryRoutes.mount(router, controls.deliveries());
        router.get(PATH + "calls")
                .handler(context -> answer(context, controls.calls().get()));
        router.get(PATH + "clock").handler(context -> answer(context, clock));
        router.post(PATH + "clock")
                .handler(context -> clock.advance(durationIn(context, "advance", "{\"advance\": \"PT1H\"}"))
                        .onSuccess(_ -> answer(context, clock))
                        .onFailure(context::fail));
        router.get(PATH + "settings").handler(context -> context.json(settings.toJson()));
        router.put(PATH + "settings").handler(context -> {
            settings.change(objectIn(context, "{\"policyPropagation\": \"PT1M\"}"));
            context.json(settings.toJson());
        });
        router.post(PATH + "reset").handler(context -> controls.reset()
                .get()
                .onSuccess(_ -> context.response().setStatusCode(204).end())
                .onFailure(context::fail));
        FaultRoutes.mount(router, controls.faults());
        return router;
    }

    private static void answer(RoutingContext context, StationClock clock) {
        context.json(new JsonObject().put("now", clock.now().toString()));
    }

    static void answer(RoutingContext context, JsonNode json) {
        context.response().putHeader("content-type", "application/json").end(json.toPrettyString());
    }

    /** The body of a request. @throws Problem where it is no JSON object */
    static JsonObject objectIn(RoutingContext context, String example) {
        return object(context).orElseThrow(() -> Problem.badRequest("The body is a JSON object such as " + example));
    }

    private static Duration durationIn(RoutingContext context, String name, String example) {
        return object(context)
                .flatMap(body -> IsoDuration.read(body.getValue(name)))
                .orElseThrow(() -> Problem.badRequest(
                        "The body is such as " + example + ", an ISO 8601 duration that is not negative"));
    }

    private static Optional<JsonObject> object(RoutingContext context) {
        try {
            return Optional.ofNullable(context.body().asJsonObject());
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
