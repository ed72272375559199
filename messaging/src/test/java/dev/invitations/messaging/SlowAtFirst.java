package dev.invitations.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** A Redis to which the first command takes its time, so that later ones overtake it. */
final class SlowAtFirst implements Redis {
    private static final long DELAY_MS = 300;

    private final Vertx vertx;
    private final Redis redis;
    private final Promise<Response> first = Promise.promise();
    private boolean isFirst = true;

    SlowAtFirst(Vertx vertx, Redis redis) {
        this.vertx = vertx;
        this.redis = redis;
    }

    /** The answer to the first command. */
    Future<Response> first() {
        return first.future();
    }

    @Override
    public Future<Response> send(Request request) {
        if (!isFirst) {
            return redis.send(request);
        }
        isFirst = false;
        vertx.setTimer(DELAY_MS, timer -> redis.send(request).onComplete(first));
        return first.future();
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
