package dev.invitations.station;

import dev.invitations.station.aws.control.ControlRoutes;
import dev.invitations.station.web.JsonBody;
import dev.invitations.station.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * What {@link ControlRoutes} answers at the local AWS, at the station too: so its page needs no other origin, and people
 * no other port. {@code POST /reset} also applies the declared topology again.
 */
final class AwsControlRoutes {
    private static final List<String> PATHS =
            List.of("/faults", "/faults/:id", "/deliveries", "/calls", "/clock", "/settings");

    private final HttpClient client;
    private final DeclaredAws aws;

    private AwsControlRoutes(HttpClient client, DeclaredAws aws) {
        this.client = client;
        this.aws = aws;
    }

    static void mount(Router router, Vertx vertx, DeclaredAws aws) {
        var routes = new AwsControlRoutes(vertx.createHttpClient(), aws);
        for (String path : PATHS) {
            JsonBody.readAt(() -> router.route(path));
            router.route(path).handler(routes::forward);
        }
        router.post("/reset").blockingHandler(routes::reset);
    }

    private void forward(RoutingContext context) {
        Buffer body = context.body().buffer();
        client.request(new RequestOptions()
                        .setAbsoluteURI(aws.where()
                                + ControlRoutes.PATH
                                + context.request().uri().substring(1))
                        .setMethod(context.request().method()))
                .compose(request -> request.send(body == null ? Buffer.buffer() : body))
                .compose(response -> response.body().onSuccess(answer -> pass(response, answer, context)))
                .onFailure(
                        _ -> context.fail(Problem.unavailable("The local AWS at " + aws.where() + " does not answer; "
                                + "PUT /components/aws {\"running\": true} starts it where it is stopped")));
    }

    private static void pass(HttpClientResponse response, Buffer body, RoutingContext context) {
        String type = response.getHeader("content-type");
        if (type != null) {
            context.response().putHeader("content-type", type);
        }
        context.response().setStatusCode(response.statusCode()).end(body);
    }

    private void reset(RoutingContext context) {
        aws.reset();
        context.response().setStatusCode(204).end();
    }
}
