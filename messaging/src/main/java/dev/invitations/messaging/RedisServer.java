package dev.invitations.messaging;

import dev.invitations.contract.topology.Durations;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Redis as a dependency of handlers: its answers are waited for, but not for long. */
@ApplicationScoped
public class RedisServer implements Dependency {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What Redis answers to a command that is wrong, or to one that does not fit what its key holds. */
    private static final Pattern OF_THE_COMMAND = Pattern.compile("(ERR|WRONGTYPE)\\b.*", Pattern.DOTALL);

    /** Of the server all the same: that a script may not write is an error of the script's. */
    private static final Pattern OF_THE_SERVER = Pattern.compile(
            ".*(\\b(OOM|READONLY|MISCONF|NOREPLICAS|LOADING|CLUSTERDOWN|MASTERDOWN|NOPERM)\\b|max number of clients).*",
            Pattern.DOTALL);

    private final Redis redis;

    RedisServer(Redis redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public void check() {
        send(Request.cmd(Command.PING));
    }

    /**
     * Sends one command and waits for the answer as {@link #await} does.
     */
    public Response send(Request request) {
        return await(redis.send(request));
    }

    /**
     * Waits for an answer of Redis, three seconds at most.
     *
     * @throws DependencyUnavailable where Redis is away, silent, or not in a state to do it; whether it was done is not
     *     known then
     * @throws IllegalStateException where Redis refuses the command itself, or the thread is interrupted
     */
    public <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String why = String.valueOf(e.getCause().getMessage());
            if (OF_THE_COMMAND.matcher(why).matches()
                    && !OF_THE_SERVER.matcher(why).matches()) {
                throw new IllegalStateException("Redis refused: " + why, e.getCause());
            }
            throw new DependencyUnavailable(this, e.getCause());
        } catch (TimeoutException e) {
            throw new DependencyUnavailable(
                    this, new TimeoutException("no answer within " + Durations.format(PATIENCE)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Redis", e);
        }
    }
}
