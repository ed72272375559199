package dev.invitations.messaging;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * {@link OnceOnly} by one key in Redis for each effect: {@code claimed:<owner>} with a lease that is renewed while the
 * effect lasts, then {@code done:<result>} for longer than a message can live: 14 days in its queue and 14 more in the
 * dead-letter queue. Each step is one round trip.
 */
@ApplicationScoped
class RedisOnceOnly implements OnceOnly {
    private static final String CLAIM = """
            local held = redis.call('GET', KEYS[1])
            if not held then
              redis.call('SET', KEYS[1], 'claimed:' .. ARGV[1], 'PX', ARGV[2])
              return { 'claimed' }
            end
            if string.sub(held, 1, 5) == 'done:' then
              return { 'done', string.sub(held, 6) }
            end
            return { 'held', redis.call('PTTL', KEYS[1]) }
            """;

    private static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == 'claimed:' .. ARGV[1] then
              redis.call('DEL', KEYS[1])
            end
            """;

    /** Also where Redis has lost the claim: whoever holds it is still at it. */
    private static final String RENEW = """
            local held = redis.call('GET', KEYS[1])
            if not held or held == 'claimed:' .. ARGV[1] then
              redis.call('SET', KEYS[1], 'claimed:' .. ARGV[1], 'PX', ARGV[2])
            end
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Backoff MARK_AGAIN = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration DONE_KEPT = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(RedisOnceOnly.class);

    private final Redis redis;

    RedisOnceOnly(Redis redis) {
        this.redis = redis;
    }

    @Override
    public String run(String name, UUID event, Delivery delivery, Callable<String> effect) throws Exception {
        String key = "invitations:once:" + name + ":" + event;
        String owner = UUID.randomUUID().toString();
        Duration lease = delivery.visibilityTimeout();
        Response claim = send(script(CLAIM, key).arg(owner).arg(lease.toMillis()));
        return switch (claim.get(0).toString()) {
            case "done" -> claim.get(1).toString();
            case "held" ->
                throw new RetryLater(
                        "another delivery of the event is at it, or its claim has not ended yet",
                        lookAgain(claim.get(1).toLong()));
            default -> claimed(key, owner, delivery, effect);
        };
    }

    /**
     * An effect takes far less than its lease, as a rule: so not only when that ends. But each look is a receive, and
     * those are counted.
     */
    private static Duration lookAgain(long leaseLeftMillis) {
        return Duration.ofMillis(Math.clamp(leaseLeftMillis + 500, 500, LOOK_AGAIN.toMillis()));
    }

    private String claimed(String key, String owner, Delivery delivery, Callable<String> effect) throws Exception {
        Duration lease = delivery.visibilityTimeout();
        try (var _ = delivery.heartbeat().alsoRenew(() -> renew(key, owner, lease))) {
            String result = effect(key, owner, effect);
            markDone(key, result);
            return result;
        }
    }

    private void renew(String key, String owner, Duration lease) {
        redis.send(script(RENEW, key).arg(owner).arg(lease.toMillis()))
                .onFailure(failure -> LOG.debugf("the claim of %s is not renewed: %s", key, failure.getMessage()));
    }

    private String effect(String key, String owner, Callable<String> effect) throws Exception {
        try {
            return effect.call();
        } catch (Exception e) {
            release(key, owner, e);
            throw e;
        }
    }

    /**
     * As often as it takes: the effect has happened, and without its mark it would happen again. Until Redis is back no
     * other effect could begin anyway. Where the handler's time is over, the interrupt is put off until it is marked.
     */
    private void markDone(String key, String result) {
        Request mark = Request.cmd(Command.SET)
                .arg(key)
                .arg("done:" + result)
                .arg("EX")
                .arg(DONE_KEPT.toSeconds());
        boolean isInterrupted = Thread.interrupted();
        for (int attempt = 1; !isMarked(key, mark, MARK_AGAIN.after(attempt)); attempt++) {
            isInterrupted |= Thread.interrupted();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMarked(String key, Request mark, Duration pause) {
        try {
            send(mark);
            return true;
        } catch (IllegalStateException e) {
            LOG.warnf("%s is done but not marked so, trying again in %s: %s", key, pause, e);
            LockSupport.parkNanos(pause.toNanos());
            return false;
        }
    }

    /** Where the claim can't be given back it ends with its lease. */
    private void release(String key, String owner, Exception cause) {
        boolean isInterrupted = Thread.interrupted();
        try {
            send(script(RELEASE, key).arg(owner));
        } catch (IllegalStateException e) {
            cause.addSuppressed(e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Request script(String script, String key) {
        return Request.cmd(Command.EVAL).arg(script).arg(1).arg(key);
    }

    private Response send(Request request) {
        try {
            return redis.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Redis is needed to do this once only, and failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Redis is needed to do this once only, and is silent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Redis", e);
        }
    }
}
