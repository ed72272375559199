package dev.invitations.station.aws.sqs.engine;

import dev.invitations.station.aws.sqs.engine.QueueOrder.DeadLetters;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.pattern.Patterns;

/** The queues of one account in one region, on a loopback port of their own. */
public final class EngineServer implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final ActorSystem actors;
    private final ActorRef queues;
    private final Http.ServerBinding server;

    EngineServer(ActorSystem actors, ActorRef queues, Http.ServerBinding server) {
        this.actors = actors;
        this.queues = queues;
        this.server = server;
    }

    public InetSocketAddress address() {
        return server.localAddress();
    }

    /**
     * Lets a queue obey attributes that ElasticMQ ignores.
     *
     * @param maximumMessageSize in bytes
     * @return fails where there is no such queue
     */
    public CompletionStage<?> keep(String queue, int maximumMessageSize, Duration retention) {
        return tell(new QueueOrder.Keep(queue, maximumMessageSize, retention));
    }

    /**
     * Lets a queue move what was received that often to another one.
     *
     * @return fails where there is no such queue
     */
    public CompletionStage<?> redrive(String queue, String deadLetterQueue, int maxReceiveCount) {
        return tell(new QueueOrder.Redrive(queue, Optional.of(new DeadLetters(deadLetterQueue, maxReceiveCount))));
    }

    /**
     * Lets a queue keep what it can't get rid of.
     *
     * @return fails where there is no such queue
     */
    public CompletionStage<?> endRedrive(String queue) {
        return tell(new QueueOrder.Redrive(queue, Optional.empty()));
    }

    private CompletionStage<Object> tell(QueueOrder order) {
        var told = new CompletableFuture<Object>();
        // Not by a stage of Pekko's, which completes in the common pool: whoever waits there would wait for ever.
        Patterns.ask(queues, order, PATIENCE_MILLIS)
                .onComplete(
                        answer -> answer.isSuccess()
                                ? told.complete(answer.get())
                                : told.completeExceptionally(answer.failed().get()),
                        actors.dispatcher());
        return told;
    }

    /** Forgets all queues, at once; whoever still receives is not answered any more. */
    @Override
    public void close() {
        server.unbind();
        actors.stop(queues);
    }
}
