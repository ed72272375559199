package dev.invitations.bench.sqs;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * SQS's JSON protocol for who receives and deletes. A queue is there as soon as somebody names it. Of SNS it says that
 * nobody may look.
 */
public final class StubSqs implements QueueServer {
    private final Vertx vertx;
    private final Endpoint endpoint = new Endpoint();
    private final String deployment;

    private StubSqs(Vertx vertx) {
        this.vertx = vertx;
        this.deployment = vertx.deployVerticle(endpoint)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Starts it on a free port of the loopback interface. */
    public static StubSqs start(Vertx vertx) {
        return new StubSqs(vertx);
    }

    /** The port at which it answers. */
    public int port() {
        return endpoint.server.actualPort();
    }

    @Override
    public String title() {
        return "the stub";
    }

    @Override
    public void add(String queue, int messages) {
        on(queue, stub -> {
            stub.add(messages);
            return null;
        });
    }

    @Override
    public void send(String queue, int perSecond, boolean withSlow) {
        on(queue, stub -> {
            stub.send(perSecond, withSlow);
            return null;
        });
    }

    @Override
    public void stop(String queue) {
        on(queue, stub -> {
            stub.stop();
            return null;
        });
    }

    @Override
    public int remaining(String queue) {
        return on(queue, StubQueue::remaining);
    }

    @Override
    public int calls(String queue) {
        return on(queue, StubQueue::calls);
    }

    private <T> T on(String queue, Function<StubQueue, T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        endpoint.run(() -> done.complete(action.apply(endpoint.queue(queue))));
        return done.join();
    }

    @Override
    public void close() {
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }

    private static final class Endpoint extends AbstractVerticle {
        private static final String TARGET = "AmazonSQS.";
        private static final String ACCOUNT = "000000000000/";

        private final Map<String, StubQueue> queues = new HashMap<>();
        private HttpServer server;

        @Override
        public void start(Promise<Void> started) {
            server = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(request -> request.bodyHandler(body -> answer(request, body)));
            server.listen().<Void>mapEmpty().onComplete(started);
        }

        void run(Runnable action) {
            context.runOnContext(_ -> action.run());
        }

        StubQueue queue(String name) {
            return queues.computeIfAbsent(name, _ -> new StubQueue(vertx));
        }

        private void answer(HttpServerRequest http, Buffer body) {
            HttpServerResponse response = http.response();
            String target = http.getHeader("X-Amz-Target");
            if (target == null || !target.startsWith(TARGET)) {
                response.setStatusCode(403)
                        .end("<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code>"
                                + "<Message>This is only a queue</Message></Error></ErrorResponse>");
                return;
            }
            response.putHeader("Content-Type", "application/x-amz-json-1.0");
            JsonObject request = body.toJsonObject();
            String action = target.substring(TARGET.length());
            String name = request.containsKey("QueueUrl")
                    ? request.getString("QueueUrl")
                            .substring(request.getString("QueueUrl").lastIndexOf('/') + 1)
                    : request.getString("QueueName");
            StubQueue queue = queue(name);
            new StubCall(queue, request, response)
                    .run(action, "http://" + http.getHeader("Host") + "/" + ACCOUNT + name);
        }
    }
}
