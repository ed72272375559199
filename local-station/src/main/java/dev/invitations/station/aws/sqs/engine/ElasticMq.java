package dev.invitations.station.aws.sqs.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.invitations.station.aws.time.StationClock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;

/** Keeps the queues: an ElasticMQ inside the station. */
public final class ElasticMq implements AutoCloseable {
    /** ElasticMQ takes queue URLs from the request's Host header, so they lead to wherever the client came in. */
    private static final NodeAddress AS_THE_CLIENT_CALLS_IT = new NodeAddress("http", "*", 0, "");

    private static final String CONFIG = """
            pekko {
              loglevel = WARNING
              stdout-loglevel = WARNING
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
              http.server {
                request-timeout = 30s
                idle-timeout = 90s
                max-connections = 4096
                parsing.max-content-length = 16m
              }
            }
            """;

    private final ActorSystem actors;
    private final StationClock clock;
    private final NowProvider time;

    /** Visibility timeouts go by the station's clock too. */
    private static final class StationTime extends NowProvider {
        private final StationClock clock;

        StationTime(StationClock clock) {
            this.clock = clock;
        }

        @Override
        public long nowMillis() {
            return clock.millis();
        }

        @Override
        public OffsetDateTime now() {
            return clock.now().atOffset(ZoneOffset.UTC);
        }
    }

    private ElasticMq(ActorSystem actors, StationClock clock) {
        this.actors = actors;
        this.clock = clock;
        this.time = new StationTime(clock);
    }

    /** Starts it, without any queues. Takes seconds, and blocks. */
    public static ElasticMq start(StationClock clock) {
        Config config = ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load());
        return new ElasticMq(ActorSystem.create("elasticmq", config), clock);
    }

    /** Makes room for the queues of an account in a region. Blocks until it answers. */
    public EngineServer serve(String account, String region) {
        ActorRef queues = actors.actorOf(Props.create(StationQueues.class, () -> new StationQueues(clock, time)));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(AS_THE_CLIENT_CALLS_IT)
                .withQueueManagerActor(queues)
                .withSQSLimits(AwsLimits.LIMITS)
                .withAWSAccountId(account)
                .withAWSRegion(region)
                .start();
        return new EngineServer(actors, queues, server.waitUntilStarted());
    }

    /** Ends it, and waits for none of the receives that still poll, which may take another 20 s. */
    @Override
    public void close() {
        actors.terminate();
    }
}
