package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.sqs.engine.ElasticMq;
import dev.invitations.station.aws.sqs.engine.Engine;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engines of all accounts and regions; each starts with its first call. It belongs to one event loop. */
final class Worlds {
    /** Each takes a port and some threads' time. */
    private static final int MOST = 50;

    private final Vertx vertx;
    private final StationClock clock;
    private final Promise<ElasticMq> elasticMq = Promise.promise();
    private final Map<World, Engine> engines = new HashMap<>();

    Worlds(Vertx vertx, StationClock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Starts ElasticMQ and the world of those who name none, which takes seconds; requests that come earlier wait. */
    Future<Void> start(World first) {
        vertx.executeBlocking(() -> ElasticMq.start(clock)).onComplete(elasticMq);
        return engine(first).started();
    }

    /** @throws SqsError where there are too many */
    Engine engine(World world) {
        Engine engine = engines.get(world);
        if (engine != null) {
            return engine;
        }
        if (engines.size() >= MOST) {
            throw SqsError.overLimit("The local station keeps the queues of at most " + MOST
                    + " accounts and regions: POST /_station/reset forgets them all.");
        }
        var started = Engine.start(
                vertx,
                elasticMq
                        .future()
                        .compose(running ->
                                vertx.executeBlocking(() -> running.serve(world.account(), world.region()), false)));
        engines.put(world, started);
        return started;
    }

    /** Forgets all queues. Who still receives is told that SQS does not answer just now. */
    Future<Void> reset() {
        List<Engine> former = List.copyOf(engines.values());
        engines.clear();
        return Future.all(former.stream().map(Engine::close).toList()).mapEmpty();
    }

    Future<Void> stop() {
        ElasticMq running = elasticMq.future().result();
        return reset().compose(_ -> vertx.executeBlocking(() -> {
            if (running != null) {
                running.close();
            }
            return null;
        }));
    }
}
