package dev.invitations.station.aws.sqs.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The queues of one account in one region, in ElasticMQ, as soon as that has started. */
public final class Engine {
    private final Vertx vertx;
    private final Future<EngineServer> server;
    private final EngineClient client;

    private Engine(Vertx vertx, Future<EngineServer> server) {
        this.vertx = vertx;
        this.server = server;
        this.client = new EngineClient(vertx, server.map(EngineServer::address));
    }

    public static Engine start(Vertx vertx, Future<EngineServer> server) {
        return new Engine(vertx, server);
    }

    public Future<Void> started() {
        return server.mapEmpty();
    }

    /** Talks to it as clients do. */
    public EngineClient client() {
        return client;
    }

    /** Tells it what its protocol can't. */
    public Future<Void> tell(Function<EngineServer, CompletionStage<?>> order) {
        return server.compose(running -> Future.fromCompletionStage(order.apply(running), vertx.getOrCreateContext()))
                .mapEmpty();
    }

    /** Forgets all its queues, and breaks off what is under way. */
    public Future<Void> close() {
        return client.close()
                .compose(_ -> server)
                .onSuccess(EngineServer::close)
                .mapEmpty();
    }
}
