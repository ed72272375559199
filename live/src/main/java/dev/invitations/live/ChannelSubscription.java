package dev.invitations.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one Redis connection that hears Pub/Sub channels. Lost, it is opened again with back-off, and every channel is
 * subscribed again. Used on one event loop only.
 *
 * @see <a href="https://redis.io/docs/latest/develop/pubsub/">Redis Pub/Sub</a>
 */
final class ChannelSubscription {
    private static final long SHORTEST_WAIT_MS = 100;
    private static final long LONGEST_WAIT_MS = 5_000;
    private static final Logger LOG = Logger.getLogger(ChannelSubscription.class);

    private final Vertx vertx;
    private final Context eventLoop;
    private final Redis redis;
    private final Consumer<String> onSubscribed;
    private final BiConsumer<String, String> onMessage;

    private final Set<String> wanted = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    private volatile RedisConnection connection;
    private boolean started;
    private int attempts;
    private volatile boolean closed;

    ChannelSubscription(
            Vertx vertx,
            Context eventLoop,
            Redis redis,
            Consumer<String> onSubscribed,
            BiConsumer<String, String> onMessage) {
        this.vertx = vertx;
        this.eventLoop = eventLoop;
        this.redis = redis;
        this.onSubscribed = onSubscribed;
        this.onMessage = onMessage;
    }

    boolean connected() {
        return connection != null;
    }

    /** Whether Redis has said that it sends this channel's messages. */
    boolean confirmed(String channel) {
        return confirmed.contains(channel);
    }

    /** The first channel opens the connection: a service that only announces needs none. */
    void subscribe(String channel) {
        wanted.add(channel);
        if (!started) {
            started = true;
            open();
        }
        send(Command.SUBSCRIBE, channel);
    }

    void unsubscribe(String channel) {
        wanted.remove(channel);
        confirmed.remove(channel);
        send(Command.UNSUBSCRIBE, channel);
    }

    void close() {
        closed = true;
        eventLoop.runOnContext(ignored -> {
            if (connection != null) {
                connection.close();
            }
        });
    }

    private void open() {
        if (closed) {
            return;
        }
        redis.connect().onSuccess(this::opened).onFailure(failure -> {
            LOG.warnf("no connection to Redis for live updates, trying again: %s", failure.getMessage());
            openLater();
        });
    }

    private void opened(RedisConnection opened) {
        if (closed) {
            opened.close();
            return;
        }
        connection = opened;
        attempts = 0;
        // The connection calls back on its own event loop; ours is the one that owns the state.
        opened.handler(message -> eventLoop.runOnContext(ignored -> heard(opened, message)));
        opened.exceptionHandler(failure -> eventLoop.runOnContext(ignored -> lost(opened)));
        opened.endHandler(end -> eventLoop.runOnContext(ignored -> lost(opened)));
        wanted.forEach(channel -> send(Command.SUBSCRIBE, channel));
    }

    private void heard(RedisConnection from, Response message) {
        if (from != connection) {
            return;
        }
        if (message.type() == ResponseType.ERROR) {
            LOG.warnf("Redis refuses to subscribe: %s", message);
            lost(from);
            return;
        }
        String channel = message.get(1) == null ? "" : message.get(1).toString();
        switch (message.get(0).toString()) {
            case "message" -> onMessage.accept(channel, message.get(2).toString());
            case "subscribe" -> {
                if (wanted.contains(channel)) {
                    confirmed.add(channel);
                    onSubscribed.accept(channel);
                }
            }
            default -> LOG.debugf("ignored: %s", message);
        }
    }

    private void lost(RedisConnection which) {
        if (which != connection) {
            return;
        }
        connection = null;
        confirmed.clear();
        which.close();
        if (closed) {
            return;
        }
        LOG.warn("the connection to Redis for live updates was lost, opening another");
        openLater();
    }

    private void openLater() {
        long wait = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS << Math.min(attempts++, 10));
        // Jitter, so that the pods do not all come back to a Redis that has just started in one moment.
        long jittered = ThreadLocalRandom.current().nextLong(wait / 2, wait + 1);
        vertx.setTimer(jittered, timer -> eventLoop.runOnContext(ignored -> open()));
    }

    private void send(Command command, String channel) {
        RedisConnection current = connection;
        if (current != null) {
            current.send(Request.cmd(command).arg(channel))
                    .onFailure(failure -> eventLoop.runOnContext(ignored -> lost(current)));
        }
    }
}
