package dev.invitations.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** A Redis to which one command takes its time, so that later ones overtake it. */
final class SlowOnce implements Redis {
    private static final long DELAY_MS = 300;

    private final Vertx vertx;
    private final Redis redis;
    private final Promise<Response> late = Promise.promise();
    private boolean isSlow;

    SlowOnce(Vertx vertx, Redis redis) {
        this.vertx = vertx;
        this.redis = redis;
    }

    /** Delays the next command, and returns the answer to it. */
    Future<Response> slow() {
        isSlow = true;
        return late.future();
    }

    @Override
    public Future<Response> send(Request request) {
        if (!isSlow) {
            return redis.send(request);
        }
        isSlow = false;
        vertx.setTimer(DELAY_MS, timer -> redis.send(request).onComplete(late));
        return late.future();
    }

    @Override
    public Future<List<Response>> batch(List<Request> requests) {
        return redis.batch(requests);
    }

    @Override
    public Future<RedisConnection> connect() {
        return redis.connect();
    }

    @Override
    public void close() {
        redis.close();
    }
}
