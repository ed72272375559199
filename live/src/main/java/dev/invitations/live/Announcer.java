package dev.invitations.live;

import dev.invitations.contract.LiveUpdate;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Tells a team's open pages, wherever they are connected. */
@ApplicationScoped
public class Announcer {
    /**
     * How many entries a team's stream keeps, roughly: Redis trims whole nodes. An invitation takes four until it is
     * sent, so these are the last ten thousand, as many as one list may have.
     */
    static final int STREAM_LENGTH = 40_000;

    /**
     * How long a stream without news, and the mark of an announced update, are kept: longer than a message can live,
     * 14 days in its queue and 14 more in the dead-letter queue.
     */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST_IN_FLIGHT = 20_000;
    private static final Logger LOG = Logger.getLogger(Announcer.class);

    /** One script, so an update is in the stream and on the channel or in neither, and in the same order in both. */
    private static final String ANNOUNCE = """
            local stream, announced = KEYS[1], KEYS[2]
            local update, length, kept = ARGV[1], ARGV[2], ARGV[3]
            if redis.call('EXISTS', announced) == 1 then
              return nil
            end
            local id = redis.call('XADD', stream, 'MAXLEN', '~', length, '*', 'update', update)
            redis.call('SET', announced, '1', 'EX', kept)
            redis.call('EXPIRE', stream, kept)
            redis.call('PUBLISH', stream, id .. ' ' .. update)
            return id
            """;

    private final Redis redis;
    private final AtomicInteger inFlight = new AtomicInteger();

    Announcer(Redis redis) {
        this.redis = redis;
    }

    /**
     * Appends updates to their team's stream and publishes them on the team's channel, in their order: each atomically,
     * unless an update of the same id is already there. All of them are of one team.
     *
     * @return fails where Redis did not take all of them; announcing again is safe
     */
    public Future<Void> announce(List<? extends LiveUpdate> updates) {
        return redis.batch(updates.stream().map(this::request).toList()).mapEmpty();
    }

    /**
     * Announces for a caller whose answer must not depend on Redis, and whose updates are announced again by the worker
     * that handles the event. What Redis does not take is logged and dropped.
     */
    public void announceBestEffort(List<? extends LiveUpdate> updates) {
        int size = updates.size();
        if (size == 0) {
            return;
        }
        // A Redis that hangs must not fill the memory of a service that does not need it.
        if (inFlight.addAndGet(size) > MOST_IN_FLIGHT) {
            inFlight.addAndGet(-size);
            LOG.warnf("Redis is slow: %d live updates are left to the workers", size);
            return;
        }
        announce(updates).onComplete(answer -> {
            inFlight.addAndGet(-size);
            if (answer.failed()) {
                LOG.warnf(
                        "%d live updates are left to the workers: %s",
                        size, answer.cause().getMessage());
            }
        });
    }

    private Request request(LiveUpdate update) {
        TeamKeys keys = new TeamKeys(update.team());
        return Request.cmd(Command.EVAL)
                .arg(ANNOUNCE)
                .arg(2)
                .arg(keys.stream())
                .arg(keys.announced(update.id()))
                .arg(update.toJson())
                .arg(STREAM_LENGTH)
                .arg(KEPT.toSeconds());
    }
}
