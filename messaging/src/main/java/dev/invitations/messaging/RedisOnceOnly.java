package dev.invitations.messaging;

import dev.invitations.messaging.Claim.Answer;
import io.micrometer.core.instrument.Counter;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** {@link OnceOnly} by a {@link Claim} for each effect of each event: {@code invitations:once:<effect>:<event>}. */
@ApplicationScoped
class RedisOnceOnly implements OnceOnly {
    private static final Backoff MARK_AGAIN = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration SOONEST = Duration.ofMillis(100);
    private static final Logger LOG = Logger.getLogger(RedisOnceOnly.class);

    private final Redis redis;
    private final RedisServer server;
    private final Duplicates duplicates;

    RedisOnceOnly(Redis redis, RedisServer server, Duplicates duplicates) {
        this.redis = redis;
        this.server = server;
        this.duplicates = duplicates;
    }

    @Override
    public String run(String name, UUID event, Delivery delivery, Callable<String> effect) throws Exception {
        Counter known = duplicates.of(name);
        Claim claim = new Claim(redis, server, "invitations:once:" + name + ":" + event, delivery.visibilityTimeout());
        return switch (take(claim, delivery)) {
            case Answer.Taken taken -> claimed(claim, delivery, effect);
            case Answer.Done(String result) -> {
                known.increment();
                yield result;
            }
            case Answer.Held(Duration left) ->
                throw new RetryLater(
                        "another delivery of the event is at it, or its claim has not ended yet",
                        lookAgain(delivery.receiveCount(), left));
        };
    }

    /** With its last receive a message does not come back from the queue, so its delivery waits here. */
    private static Answer take(Claim claim, Delivery delivery) throws InterruptedException {
        Answer answer = claim.take();
        for (int look = 1; delivery.isLast() && answer instanceof Answer.Held(Duration left); look++) {
            Thread.sleep(lookAgain(look, left));
            answer = claim.take();
        }
        return answer;
    }

    /** An effect takes far less than its lease, as a rule: so soon. But each look is a receive, and those are counted. */
    private static Duration lookAgain(int looks, Duration leaseLeft) {
        long next = LOOK_AGAIN.toMillis() << Math.clamp(looks - 1L, 0, 30);
        long untilItEnds = leaseLeft.plus(SOONEST).toMillis();
        return Duration.ofMillis(Math.max(SOONEST.toMillis(), Math.min(next, untilItEnds)));
    }

    private static String claimed(Claim claim, Delivery delivery, Callable<String> effect) throws Exception {
        try (var _ = delivery.heartbeat().alsoRenew(claim::renew)) {
            String result = effect.call();
            return markDone(claim, result);
        } catch (Exception e) {
            // Of the effect: marking it as done throws nothing.
            release(claim, e);
            throw e;
        }
    }

    /**
     * As often as it takes: the effect has happened, and without its mark it would happen again. Until Redis is back no
     * other effect could begin anyway. Where the handler's time is over, the interrupt is put off until it is marked.
     */
    private static String markDone(Claim claim, String result) {
        boolean isInterrupted = false;
        try {
            for (int attempt = 1; ; attempt++) {
                isInterrupted |= Thread.interrupted();
                try {
                    Claim.Mark mark = claim.markDone(result, KEPT);
                    // A mark that is found later may be one's own, of which Redis could not tell.
                    if (mark.isDoubtful() && attempt == 1) {
                        LOG.warnf(
                                "%s has happened, but after its claim was lost to another delivery: it may happen twice",
                                claim);
                    }
                    return mark.result();
                } catch (RuntimeException e) {
                    LOG.logf(
                            attempt == 1 ? Logger.Level.WARN : Logger.Level.DEBUG,
                            "%s has happened but is not marked as done, which is tried again until it is: %s",
                            claim,
                            e.getMessage());
                    LockSupport.parkNanos(MARK_AGAIN.after(attempt).toNanos());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where the claim can't be given back it ends with its lease. Who is interrupted does not wait for it. */
    private static void release(Claim claim, Exception cause) {
        try {
            claim.release();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
