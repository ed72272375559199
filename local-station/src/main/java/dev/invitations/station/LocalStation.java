package dev.invitations.station;

import dev.invitations.station.inbox.Inbox;
import dev.invitations.station.inbox.InboxRoutes;
import dev.invitations.station.inbox.SmtpInbox;
import dev.invitations.station.issuer.Issuer;
import dev.invitations.station.issuer.IssuerRoutes;
import dev.invitations.station.issuer.TokenRoute;
import dev.invitations.station.process.Watchdog;
import dev.invitations.station.redis.LocalRedis;
import dev.invitations.station.web.Component;
import dev.invitations.station.web.ComponentRoutes;
import dev.invitations.station.web.Pages;
import dev.invitations.station.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the services need around them, in one JVM: AWS with the declared topology, an SMTP server whose mails can be
 * read, a token issuer; and Redis, a process of its own. All of it listens on 127.0.0.1.
 */
public final class LocalStation implements AutoCloseable {
    private final Watchdog watchdog = new Watchdog();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Inbox inbox = new Inbox();
    private final DeclaredAws aws;
    private final List<Component> components;

    private LocalStation(Ports ports, Path directory) {
        aws = new DeclaredAws(vertx, ports.aws());
        components = List.of(
                aws,
                new SmtpInbox(ports.smtp(), inbox),
                new LocalRedis(ports.redis(), directory.resolve("redis"), watchdog));
    }

    /**
     * Starts everything, and returns once all of it answers.
     *
     * @param directory where Redis keeps its data
     */
    public static LocalStation start(Ports ports, Path directory) throws Exception {
        LocalStation station = new LocalStation(ports, directory);
        try {
            station.listen(ports);
            station.components.parallelStream().forEach(Component::start);
            return station;
        } catch (Exception e) {
            station.close();
            throw e;
        }
    }

    private void listen(Ports ports) throws Exception {
        Router router = Router.router(vertx);
        router.route().failureHandler(Problem::answer);
        router.get("/")
                .blockingHandler(context -> Pages.show(
                        context, 200, "station.html", Map.of("mails", inbox.size(), "components", components)));
        router.get("/assets/station.css").handler(context -> Pages.asset(context, "station.css", "text/css"));
        router.get("/assets/icon.svg").handler(context -> Pages.asset(context, "icon.svg", "image/svg+xml"));
        router.get("/assets/station.js").handler(context -> Pages.asset(context, "station.js", "text/javascript"));
        router.get("/assets/inbox.js").handler(context -> Pages.asset(context, "inbox.js", "text/javascript"));
        ComponentRoutes.mount(router, components);
        AwsControlRoutes.mount(router, vertx, aws);
        InboxRoutes.mount(router, inbox);
        Issuer issuer = new Issuer(ports.issuer());
        IssuerRoutes.mount(router, issuer);
        TokenRoute.mount(router, issuer);
        router.errorHandler(
                404,
                context -> Problem.answer(
                        context,
                        404,
                        context.request().path() + " is not here; http://localhost:" + ports.station()
                                + "/ says what is"));
        router.errorHandler(405, Problem::noSuchMethod);
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(ports.station()))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        components.forEach(Component::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        watchdog.close();
    }
}
