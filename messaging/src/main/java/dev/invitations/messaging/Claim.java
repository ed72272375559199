package dev.invitations.messaging;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The claim of one delivery to an effect: a key in Redis that holds {@code claimed:<owner>} for as long as the lease is
 * renewed, then {@code done:<result>}. Each step is one script, and so one round trip.
 */
final class Claim {
    private static final String TAKE = """
            local held = redis.call('GET', KEYS[1])
            if not held then
              redis.call('SET', KEYS[1], 'claimed:' .. ARGV[1], 'PX', ARGV[2])
              return { 'taken' }
            end
            if string.sub(held, 1, 5) == 'done:' then
              return { 'done', string.sub(held, 6) }
            end
            return { 'held', redis.call('PTTL', KEYS[1]) }
            """;

    /** Also where Redis has lost the claim: whoever took it is still at it. */
    private static final String RENEW = """
            local held = redis.call('GET', KEYS[1])
            if not held or held == 'claimed:' .. ARGV[1] then
              redis.call('SET', KEYS[1], 'claimed:' .. ARGV[1], 'PX', ARGV[2])
            end
            """;

    private static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == 'claimed:' .. ARGV[1] then
              redis.call('DEL', KEYS[1])
            end
            """;

    /**
     * Also over the claim of another, who took it after the lease had ended: the effect has happened, and nobody must
     * begin it again. The first mark stays, so all deliveries go on with the same result.
     */
    private static final String MARK = """
            local held = redis.call('GET', KEYS[1])
            if held and string.sub(held, 1, 5) == 'done:' then
              return { string.sub(held, 6), 'another has' }
            end
            redis.call('SET', KEYS[1], 'done:' .. ARGV[2], 'EX', ARGV[3])
            if held and held ~= 'claimed:' .. ARGV[1] then
              return { ARGV[2], 'another is at it' }
            end
            return { ARGV[2] }
            """;

    private static final Logger LOG = Logger.getLogger(Claim.class);

    private final Redis redis;
    private final RedisServer server;
    private final String key;
    private final Duration lease;
    private final String owner = UUID.randomUUID().toString();
    private volatile Future<?> renewal = Future.succeededFuture();

    Claim(Redis redis, RedisServer server, String key, Duration lease) {
        this.redis = redis;
        this.server = server;
        this.key = key;
        this.lease = lease;
    }

    /** What became of an attempt to claim. */
    sealed interface Answer {
        /** It is this delivery's to make the effect happen. */
        record Taken() implements Answer {}

        /** It has happened. */
        record Done(String result) implements Answer {}

        /** Another delivery has the claim, and for so long if it is not renewed. */
        record Held(Duration left) implements Answer {}
    }

    /**
     * What is marked as done.
     *
     * @param result the result of whoever marked it first
     * @param isDoubtful whether another delivery had the claim meanwhile, so that the effect may happen twice
     */
    record Mark(String result, boolean isDoubtful) {}

    Answer take() {
        Future<Response> taking = redis.send(script(TAKE).arg(owner).arg(lease.toMillis()));
        Response answer;
        try {
            answer = server.await(taking);
        } catch (RuntimeException e) {
            // Redis may be silent now and claim later, for nobody: the effect would be held up until the lease ends.
            taking.onSuccess(_ -> redis.send(script(RELEASE).arg(owner)));
            throw e;
        }
        return switch (answer.get(0).toString()) {
            case "done" -> new Answer.Done(answer.get(1).toString());
            case "held" -> new Answer.Held(Duration.ofMillis(answer.get(1).toLong()));
            default -> new Answer.Taken();
        };
    }

    /** Does not wait. */
    void renew() {
        renewal = redis.send(script(RENEW).arg(owner).arg(lease.toMillis()))
                .onFailure(failure -> LOG.debugf("the claim of %s is not renewed: %s", key, failure.getMessage()));
    }

    /** For the next delivery; a renewal that is under way comes before, or it would claim it again. */
    void release() {
        server.await(renewal.transform(_ -> redis.send(script(RELEASE).arg(owner))));
    }

    Mark markDone(String result, Duration kept) {
        Response answer = server.send(script(MARK).arg(owner).arg(result).arg(kept.toSeconds()));
        return new Mark(answer.get(0).toString(), answer.size() > 1);
    }

    private Request script(String script) {
        return Request.cmd(Command.EVAL).arg(script).arg(1).arg(key);
    }

    @Override
    public String toString() {
        return key;
    }
}
