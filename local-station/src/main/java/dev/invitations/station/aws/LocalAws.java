package dev.invitations.station.aws;

import dev.invitations.station.aws.control.ControlRoutes;
import dev.invitations.station.aws.control.Controls;
import dev.invitations.station.aws.control.CurrentSettings;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.sns.DeliveryLog;
import dev.invitations.station.aws.sns.Sns;
import dev.invitations.station.aws.sqs.Sqs;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * SNS and SQS on one endpoint, for laptops and tests. The AWS CLI and every SDK work with it, given the endpoint and any
 * credentials. All state is in memory and belongs to one event loop.
 *
 * <p>What it answers beside AWS's actions is in {@link ControlRoutes}.
 */
public final class LocalAws implements AutoCloseable {
    private final Vertx vertx;
    private final String deployment;
    private final Endpoint endpoint;

    private LocalAws(Vertx vertx, String deployment, Endpoint endpoint) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.endpoint = endpoint;
    }

    /**
     * Starts it, and returns when it answers; that takes seconds.
     *
     * @param port on the loopback interface; 0 for any free one
     * @throws IllegalStateException where it can't start; the cause is a {@link java.net.BindException} where the port
     *     is taken
     */
    public static LocalAws start(Vertx vertx, int port) {
        return start(vertx, port, aws -> {});
    }

    /**
     * Starts it with something in it already.
     *
     * @param port on the loopback interface; 0 for any free one
     * @param prepare is told an address that nobody else knows; until it returns, everybody else's connections to
     *     {@code port} are closed. Where it throws, the local AWS ends.
     * @throws IllegalStateException where it can't start; the cause is a {@link java.net.BindException} where the port
     *     is taken
     */
    public static LocalAws start(Vertx vertx, int port, Consumer<URI> prepare) {
        var endpoint = new Endpoint(port);
        LocalAws aws;
        try {
            String deployment = vertx.deployVerticle(endpoint, new DeploymentOptions())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            aws = new LocalAws(vertx, deployment, endpoint);
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The local AWS does not start: " + e.getCause().getMessage(), e.getCause());
        }
        try {
            prepare.accept(endpoint.backstage());
            endpoint.open();
            return aws;
        } catch (RuntimeException e) {
            aws.close();
            throw e;
        }
    }

    /** Where it answers, such as {@code http://localhost:4566}. */
    public URI endpoint() {
        return URI.create(endpoint.url());
    }

    @Override
    public void close() {
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }

    private static final class Endpoint extends AbstractVerticle {
        private static final int MAX_HEADERS = 32 * 1024;
        private static final int MAX_URI = 1024 * 1024;

        private final int wantedPort;
        private HttpServer server;
        private HttpServer backstage;
        private Sqs sqs;
        private Sns sns;
        private volatile boolean open;

        Endpoint(int wantedPort) {
            this.wantedPort = wantedPort;
        }

        String url() {
            return "http://localhost:" + server.actualPort();
        }

        URI backstage() {
            return URI.create("http://localhost:" + backstage.actualPort());
        }

        void open() {
            open = true;
            backstage.close();
        }

        @Override
        public void start(Promise<Void> started) {
            var clock = new StationClock(vertx);
            var settings = new CurrentSettings();
            sqs = new Sqs(vertx, clock, settings);
            var log = new DeliveryLog(clock);
            var calls = new CallLog();
            var faults = new Faults();
            sns = new Sns(vertx, this::url, sqs.delivery(), log, clock, settings, faults);
            var faultyCalls = new FaultyCalls(faults, clock);
            var gate = new Gate();
            var front = new AwsFront(sns, sqs, calls, faultyCalls, gate);
            var reset = new Reset(gate, sns, sqs, clock, faultyCalls, faults, settings, log, calls);
            Router control = ControlRoutes.router(
                    vertx,
                    new Controls(
                            () -> log.toJson(sqs.delivery().waiting() + sns.waiting()),
                            calls::toJson,
                            clock,
                            faults,
                            settings,
                            reset::run));
            Handler<HttpServerRequest> all = request -> {
                if (request.path().startsWith(ControlRoutes.PATH)) {
                    control.handle(request);
                } else {
                    front.receive(request);
                }
            };
            server = server(all, wantedPort, () -> open);
            backstage = server(all, 0, () -> true);
            // The port first: where it is taken, nobody should wait for ElasticMQ to hear of it.
            server.listen()
                    .compose(_ -> backstage.listen())
                    .compose(_ -> Future.all(sqs.start(), sns.start()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private HttpServer server(Handler<HttpServerRequest> requests, int port, BooleanSupplier open) {
            return vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(port)
                            .setHandle100ContinueAutomatically(true)
                            // AWS has none without TLS; and a client whose upgrade meets an answer is confused by it.
                            .setHttp2ClearTextEnabled(false)
                            .setMaxHeaderSize(MAX_HEADERS)
                            .setMaxInitialLineLength(MAX_URI))
                    // A client that goes away without a word is nothing to log.
                    .connectionHandler(connection -> connection.exceptionHandler(_ -> {}))
                    .requestHandler(request -> {
                        if (open.getAsBoolean()) {
                            requests.handle(request);
                        } else {
                            request.connection().close();
                        }
                    });
        }

        @Override
        public void stop(Promise<Void> stopped) {
            server.close().compose(_ -> sns.stop()).compose(_ -> sqs.stop()).onComplete(stopped);
        }
    }
}
