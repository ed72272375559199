package dev.invitations.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hears what is announced to a team. One Redis subscription connection serves all teams of this process: a team's
 * channel is subscribed with its first listener and left with its last.
 *
 * <p>Everything here happens on one event loop, so there are no locks and no two calls of a listener at once.
 */
@ApplicationScoped
public class LiveChannel {
    private static final long RETRY_MS = 250;

    private final Vertx vertx;
    private final TeamStream stream;
    private final ChannelSubscription subscription;
    private final Context eventLoop;
    private final Map<String, Set<Listener>> listeners = new HashMap<>();

    LiveChannel(Vertx vertx, Redis redis) {
        this.vertx = vertx;
        eventLoop = vertx.getOrCreateContext();
        stream = new TeamStream(redis);
        subscription = new ChannelSubscription(vertx, eventLoop, redis, this::subscribed, this::received);
    }

    /**
     * Passes the team's updates to {@code receiver} in the order of the team's stream: first those after {@code since},
     * then live, with no gap and no duplicate between, also where the connection to Redis is lost and found again. What
     * is older than the stream is long, some forty thousand updates, is not to be had any more.
     *
     * @param since the id of the last entry that the receiver has seen; empty for live updates only
     * @param receiver is called on an event loop, never twice at once, and must not block
     * @throws IllegalArgumentException where {@code since} is not an entry's id such as {@code 1732270000000-0}, or
     *     {@code team} is no team's name
     */
    public Listening listen(String team, Optional<String> since, Consumer<LiveEntry> receiver) {
        TeamKeys keys = new TeamKeys(team);
        Listener listener = new Listener(stream, keys, since.map(EntryId::parse), receiver, this::later);
        eventLoop.runOnContext(ignored -> add(keys, listener));
        return () -> eventLoop.runOnContext(ignored -> remove(keys, listener));
    }

    /** Whether the subscription connection stands. */
    boolean connected() {
        return subscription.connected();
    }

    private void later(Runnable task) {
        vertx.setTimer(RETRY_MS, timer -> eventLoop.runOnContext(ignored -> task.run()));
    }

    private void add(TeamKeys keys, Listener listener) {
        Set<Listener> ofTeam = listeners.computeIfAbsent(keys.stream(), channel -> new HashSet<>());
        ofTeam.add(listener);
        if (ofTeam.size() == 1) {
            subscription.subscribe(keys.stream());
        } else if (subscription.confirmed(keys.stream())) {
            listener.catchUp();
        }
    }

    private void remove(TeamKeys keys, Listener listener) {
        listener.close();
        Set<Listener> ofTeam = listeners.getOrDefault(keys.stream(), new HashSet<>());
        if (ofTeam.remove(listener) && ofTeam.isEmpty()) {
            listeners.remove(keys.stream());
            subscription.unsubscribe(keys.stream());
        }
    }

    /** From now on the channel is heard, so what the stream holds and what is heard leave no gap. */
    private void subscribed(String channel) {
        listeners.getOrDefault(channel, Set.of()).forEach(Listener::catchUp);
    }

    private void received(String channel, String message) {
        int space = message.indexOf(' ');
        LiveEntry entry = new LiveEntry(message.substring(0, space), message.substring(space + 1));
        // A copy: a receiver may close its listener, or open another.
        Set.copyOf(listeners.getOrDefault(channel, Set.of())).forEach(listener -> listener.received(entry));
    }

    @PreDestroy
    void close() {
        subscription.close();
    }

    /** A receiver's subscription, until it is closed. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
