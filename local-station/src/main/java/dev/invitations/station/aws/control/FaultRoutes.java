package dev.invitations.station.aws.control;

import dev.invitations.station.aws.fault.Fault;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.web.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Failure on demand. {@code POST faults} asks for one: of calls
 *
 * <pre>{"on": "call", "service": "sns", "action": "Publish", "fault": "throttle", "times": 3}</pre>
 *
 * or of SNS's deliveries
 *
 * <pre>{"on": "delivery", "topic": "invitations", "endpoint": "email-worker", "fault": "delay", "by": "PT1M"}</pre>
 *
 * It strikes the next ones that have all the properties named, so often ({@code times}, else once). What each fault does
 * is told by {@link Fault}.
 */
final class FaultRoutes {
    private static final String EXAMPLE = "{\"on\": \"call\", \"action\": \"Publish\", \"fault\": \"throttle\"}";

    private final Faults faults;

    private FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    static void mount(Router router, Faults faults) {
        var routes = new FaultRoutes(faults);
        String path = ControlRoutes.PATH + "faults";
        router.get(path).handler(context -> context.json(faults.toJson()));
        router.post(path).handler(routes::ask);
        router.delete(path).handler(routes::clear);
        router.delete(path + "/:id").handler(routes::remove);
    }

    private void ask(RoutingContext context) {
        context.response().setStatusCode(201);
        context.json(faults.add(ControlRoutes.objectIn(context, EXAMPLE)));
    }

    private void clear(RoutingContext context) {
        faults.clear();
        context.response().setStatusCode(204).end();
    }

    private void remove(RoutingContext context) {
        String id = context.pathParam("id");
        if (!id.matches("\\d{1,9}") || !faults.remove(Integer.parseInt(id))) {
            throw Problem.notFound("There is no fault " + id + "; GET " + ControlRoutes.PATH + "faults lists them");
        }
        context.response().setStatusCode(204).end();
    }
}
