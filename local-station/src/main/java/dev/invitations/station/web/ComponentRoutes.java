package dev.invitations.station.web;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code GET /health} tells what runs, in the words of MicroProfile Health as the services do (503 while something is
 * down); {@code PUT /components/NAME} with
 * {@code {"running": false}} or {@code true} stops or starts a component.
 */
public final class ComponentRoutes {
    private static final long LARGEST_BODY = 1024;

    private final List<Component> components;

    private ComponentRoutes(List<Component> components) {
        this.components = components;
    }

    public static void mount(Router router, List<Component> components) {
        var routes = new ComponentRoutes(components);
        router.get("/health").handler(routes::health);
        router.put("/components/:name")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .blockingHandler(routes::switchOne, false);
    }

    private void health(RoutingContext context) {
        boolean up = components.stream().allMatch(Component::isRunning);
        context.response().setStatusCode(up ? 200 : 503);
        context.json(new JsonObject()
                .put("status", up ? "UP" : "DOWN")
                .put(
                        "checks",
                        new JsonArray(
                                components.stream().map(ComponentRoutes::check).toList())));
    }

    private static JsonObject check(Component component) {
        JsonObject data = new JsonObject().put("where", component.where());
        component.pid().ifPresent(pid -> data.put("pid", pid));
        return new JsonObject()
                .put("name", component.name())
                .put("status", component.isRunning() ? "UP" : "DOWN")
                .put("data", data);
    }

    private void switchOne(RoutingContext context) {
        String name = context.pathParam("name");
        Component component = components.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no component " + name + "; there are "
                        + components.stream().map(Component::name).collect(Collectors.joining(", "))));
        if (running(context)) {
            component.start();
        } else {
            component.stop();
        }
        context.json(json(component));
    }

    private static boolean running(RoutingContext context) {
        try {
            if (context.body().asJsonObject().getValue("running") instanceof Boolean running) {
                return running;
            }
        } catch (DecodeException | NullPointerException e) {
            // refused below
        }
        throw Problem.badRequest("The body is {\"running\": true} or {\"running\": false}");
    }

    private static JsonObject json(Component component) {
        return new JsonObject().put("name", component.name()).put("running", component.isRunning());
    }
}
