package dev.invitations.bench.sqs;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The one address of SQS that contenders know, behind which are one {@link QueueServer} and then another, without an
 * interruption: not everyone recovers from one.
 */
public final class Front implements AutoCloseable {
    private final Vertx vertx;
    private final Endpoint endpoint = new Endpoint();
    private final String deployment;

    private Front(Vertx vertx) {
        this.vertx = vertx;
        this.deployment = vertx.deployVerticle(endpoint)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Starts it on a free port of the loopback interface. */
    public static Front start(Vertx vertx) {
        return new Front(vertx);
    }

    public int port() {
        return endpoint.server.actualPort();
    }

    /** From now on this one answers; what was there before is closed. */
    public <S extends QueueServer> S show(S server) {
        QueueServer before = endpoint.shown;
        endpoint.shown = server;
        if (before != null) {
            before.close();
        }
        return server;
    }

    /** Does something on the event loop on which everything is answered. */
    <T> T call(Callable<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        endpoint.run(() -> {
            try {
                done.complete(action.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        if (endpoint.shown != null) {
            endpoint.shown.close();
        }
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }

    private static final class Endpoint extends AbstractVerticle {
        private HttpServer server;
        private volatile QueueServer shown;

        @Override
        public void start(Promise<Void> started) {
            server = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(request -> request.bodyHandler(body -> shown.answer(request, body)));
            server.listen().<Void>mapEmpty().onComplete(started);
        }

        void run(Runnable action) {
            context.runOnContext(_ -> action.run());
        }
    }
}
